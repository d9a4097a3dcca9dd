// What the compiler must accept and refuse: checked by `cargo xtask node` where TypeScript can be had.
import { Ecosystem, SemilleroError, SessionView } from "..";

export async function firstSession(mentorshipId: string): Promise<SessionView> {
  const eco = Ecosystem.inMemory();
  const page = await eco.actingAs({ locale: "en" }).findUsers();
  const reachable: string[] = page.items.flatMap((user) => user.email ?? []);
  try {
    await eco.updateProfile({ userId: page.items[0].id, headline: { set: reachable.join() } });
  } catch (error) {
    if (error instanceof SemilleroError && error.code === "conflict") throw error;
  }
  // @ts-expect-error a word that is no side
  await eco.enrol({ cohortId: "a", userId: "b", side: "captain" });
  // @ts-expect-error a field that must be there
  await eco.createProgramme({});
  return eco.bookSession({ mentorshipId, startsAt: "2030-01-01T10:00:00Z", minutes: 60 });
}
