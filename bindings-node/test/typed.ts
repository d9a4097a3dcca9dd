// What the compiler must accept and refuse: checked by `cargo xtask node` where TypeScript can be had.
import { Book, DashboardView, Ecosystem, Ids, SemilleroError, SessionView, figuresToIPC } from "..";

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

export async function figures(events: Uint8Array): Promise<[number | undefined, Uint8Array]> {
  const book: Book = await Book.fold({ events, ids: new Ids() });
  const answer: DashboardView = await book.query({ measures: ["monthly_active"] }, { asOf: book.lastDay, charts: true });
  // @ts-expect-error the names of JavaScript
  await book.dashboard("funder", { as_of: "2026-01-01" });
  return [answer.tables[0].rows[0].value, figuresToIPC(answer.tables[0])];
}
