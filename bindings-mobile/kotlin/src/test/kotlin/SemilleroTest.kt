import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.semillero.Ecosystem
import org.semillero.SemilleroException
import org.semillero.model.CreateProgramme
import org.semillero.model.EnsureUser
import org.semillero.model.ErrorCode
import org.semillero.model.Locale
import org.semillero.model.OpenCohort
import org.semillero.model.TextChange
import org.semillero.model.UpdateProfile
import java.nio.file.Files

class SemilleroTest {
    @Test
    fun threeOperationsWithOptionalFieldsLeftOut() = runBlocking {
        val host = Ecosystem.inMemory()
        val ana = host.ensureUser(EnsureUser(externalId = "ana", displayName = "Ana"))
        assertEquals("Ana", ana.displayName)
        assertNull(ana.email)
        val programme = host.createProgramme(CreateProgramme(name = "Raíces"))
        val cohort = host.openCohort(OpenCohort(programmeId = programme.id, name = "Primera"))
        assertEquals(1, cohort.mentorsPerMentee)
        val changed = host.actingAs(ana.id, Locale.EN)
            .updateProfile(UpdateProfile(userId = ana.id, headline = TextChange.Set("Café de altura")))
        assertEquals("Café de altura", changed.headline)
        assertEquals(2L, changed.version)
    }

    @Test
    fun aDatabaseIsOpenedAndKept() = runBlocking {
        val path = Files.createTempDirectory("semillero").resolve("semillero.db").toString()
        val programme = Ecosystem.open(path, true).createProgramme(CreateProgramme(name = "Raíces"))
        val cohort = Ecosystem.open(path, false).openCohort(OpenCohort(programmeId = programme.id, name = "Primera"))
        assertEquals(programme.id, cohort.programmeId)
        val missing = assertThrows(SemilleroException.Refused::class.java) {
            runBlocking { Ecosystem.open("$path.none", false) }
        }
        assertEquals(ErrorCode.UNSUPPORTED, missing.code)
    }

    @Test
    fun aRefusalCarriesItsCodeAndEveryMistake() {
        val host = Ecosystem.inMemory().actingAs(null, Locale.EN)
        val refused = assertThrows(SemilleroException.Refused::class.java) {
            runBlocking { host.ensureUser(EnsureUser(externalId = "", displayName = "", email = "ana@")) }
        }
        assertEquals(ErrorCode.INVALID_INPUT, refused.code)
        assertEquals(listOf("/external_id", "/display_name", "/email"), refused.errors.map { it.path })
        assertEquals("must not be empty", refused.errors.first().text)
    }
}
