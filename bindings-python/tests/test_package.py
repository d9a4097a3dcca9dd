"""What the package promises beside the operations themselves."""

import tempfile
import threading
import time
import unittest
from pathlib import Path

from semillero import CapacityExceeded, Conflict, Ecosystem, InvalidInput, NotFound, SemilleroError, Unsupported


class PackageTest(unittest.TestCase):
    def test_operations_take_keyword_arguments_and_answer_dictionaries(self):
        eco = Ecosystem.in_memory()
        programme = eco.create_programme(name="Raíces")
        cohort = eco.open_cohort(programme_id=programme["id"], name="Primera", places=None)
        self.assertEqual(cohort["mentors_per_mentee"], 1)
        self.assertNotIn("places", cohort)

    def test_a_refusal_is_an_exception_of_its_code_with_every_mistake(self):
        eco = Ecosystem.in_memory().acting_as(locale="en", request_id="call-1")
        with self.assertRaises(InvalidInput) as caught:
            eco.ensure_user(external_id="", display_name=7, colour="red")
        refused = caught.exception
        self.assertEqual(refused.code, "invalid_input")
        self.assertEqual([error["path"] for error in refused.errors], ["/colour", "/display_name"])
        self.assertEqual(refused.request_id, "call-1")
        self.assertIn("`7` is not a text", str(refused))
        with self.assertRaises(NotFound):
            eco.get_match_run(match_run_id="00000000-0000-7000-8000-000000000001")
        self.assertTrue(issubclass(CapacityExceeded, SemilleroError))

    def test_a_person_acts_with_their_own_rights(self):
        eco = Ecosystem.in_memory()
        ana = eco.ensure_user(external_id="ana", display_name="Ana")
        self.assertEqual(eco.acting_as(ana["id"]).update_profile(user_id=ana["id"], goals=["Vender"])["goals"], ["Vender"])
        with self.assertRaises(SemilleroError) as caught:
            eco.acting_as(ana["id"]).create_programme(name="X")
        self.assertEqual(caught.exception.code, "forbidden")
        with self.assertRaises(ValueError):
            eco.acting_as("not an id")

    def test_a_database_is_opened_and_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "semillero.db")
            with self.assertRaises(Unsupported):
                Ecosystem.open(path)
            invited = Ecosystem.open(path, migrate=True).invite_user(
                email="eva@example.org", display_name="Eva", role="client"
            )
            again = Ecosystem.open(path)
            self.assertEqual(again.acting_as_nobody().accept_invitation(token=invited["token"])["state"], "active")
            with self.assertRaises(Conflict):
                again.acting_as_nobody().accept_invitation(token=invited["token"])

    def test_a_database_that_is_none_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "letter.db"
            path.write_text("a letter, not a database " * 20)
            with self.assertRaises(Unsupported):
                Ecosystem.open(str(path))

    def test_threads_work_side_by_side(self):
        eco = Ecosystem.in_memory()
        failures = []

        def work(number):
            try:
                for at in range(50):
                    eco.ensure_user(external_id=f"{number}-{at}", display_name="Ana")
            except SemilleroError as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        names = set()
        after = None
        while True:
            page = eco.find_users(limit=100, after=after)
            names.update(user["id"] for user in page["items"])
            after = page.get("next")
            if after is None:
                break
        self.assertEqual(len(names), 200)

    def test_other_threads_run_while_an_operation_does(self):
        people = [{"email": f"p{at}@example.org", "display_name": f"P {at}"} for at in range(5000)]
        eco, span, ticks = Ecosystem.in_memory(), [], []

        def work():
            span.append(time.perf_counter())
            eco.import_people(mode="apply", people=people)
            span.append(time.perf_counter())

        thread = threading.Thread(target=work)
        thread.start()
        while thread.is_alive():
            ticks.append(time.perf_counter())
            time.sleep(0.001)
        thread.join()
        start, end = span
        middle = [tick for tick in ticks if start + (end - start) / 4 < tick < end - (end - start) / 4]
        self.assertGreater(len(middle), 3, "this thread stood still")

    def test_every_operation_says_what_it_does(self):
        for name in dir(Ecosystem):
            if not name.startswith("_"):
                self.assertTrue(getattr(Ecosystem, name).__doc__, name)


if __name__ == "__main__":
    unittest.main()
