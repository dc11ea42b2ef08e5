using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Providers;

namespace CareCoord.Web.Shell;

/// <summary>The product's words for what the code names, in plain language.</summary>
internal static class PlainWords
{
    public static string Of(Hat hat) => hat switch
    {
        Hat.Patient => "Patient",
        // Whoever looks at what a caregiver sees is shown what stands there for the caregiver.
        Hat.Caregiver or Hat.Preview => "Caregiver",
        Hat.Coordinator => "Care coordinator",
        Hat.Provider => "Provider",
        Hat.Administrator => "Administrator",
        Hat.Card => "Wallet card",
        _ => "CareCoord",
    };

    public static string Of(TeamRole role) => role switch
    {
        TeamRole.PrimaryCare => "family doctor",
        TeamRole.Endocrinologist => "hormone specialist",
        TeamRole.Nutritionist => "nutritionist",
        TeamRole.PhysicalTherapist => "physical therapist",
        TeamRole.Nurse => "nurse",
        TeamRole.Pharmacist => "pharmacist",
        TeamRole.SocialWorker => "social worker",
        TeamRole.Surgeon => "surgeon",
        TeamRole.Neurologist => "memory and nerve specialist",
        TeamRole.Cardiologist => "heart specialist",
        TeamRole.OccupationalTherapist => "occupational therapist",
        TeamRole.Coordinator => "care coordinator",
        TeamRole.Caregiver => "caregiver",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string Of(Discipline discipline) => Of(Enum.Parse<TeamRole>(discipline.ToString()));

    /// <summary>The parts of the record that a set of bits names: "plan, visits and results", or "everything".</summary>
    public static string Parts(Category bits)
    {
        if ((bits & ~Category.AccessHistory) == (Category.Everything & ~Category.AccessHistory))
            return "everything";
        var named = Parted.Where(part => bits.HasFlag(part.Bit)).Select(part => part.Name).ToList();
        return named.Count switch
        {
            0 => "nothing",
            1 => named[0],
            _ => string.Join(", ", named.SkipLast(1)) + " and " + named[^1],
        };
    }

    /// <summary>An act in the audit as a person would tell it, after a name: "read the plan".</summary>
    public static string Act(string action) => Acts.GetValueOrDefault(action, action.Replace('.', ' ').Replace('-', ' '));

    /// <summary>Two letters for a face.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.EndsWith('.')).ToList();
        return words.Count switch { 0 => "?", 1 => words[0][..1], _ => $"{words[0][0]}{words[^1][0]}" };
    }

    private static readonly (Category Bit, string Name)[] Parted =
    [
        (Category.Plan, "plan"), (Category.Appointments, "visits"), (Category.Medications, "medicines"), (Category.Results, "results"),
        (Category.LegalDocuments, "legal documents"), (Category.Messages, "messages"), (Category.Story, "health story"),
        (Category.AccessHistory, "who can see the record"), (Category.Behavioural, "mental health"), (Category.Reproductive, "reproductive health"),
        (Category.SubstanceUse, "substance use"), (Category.Hiv, "HIV"),
    ];

    private static readonly Dictionary<string, string> Acts = new()
    {
        ["today.read"] = "opened Today",
        ["treatment-plan.read"] = "read the plan",
        ["appointments.read"] = "read the visits",
        ["access-history.read"] = "looked at who can see the record",
        ["activity.ticked"] = "ticked something in the plan as done",
        ["activity.unticked"] = "took back a tick in the plan",
        ["invitation.prepared"] = "began to invite somebody to help",
        ["invitation.sent"] = "invited somebody to see the record and help",
        ["invitation.sent-again"] = "sent an invitation again",
        ["invitation.withdrawn"] = "withdrew an invitation",
        ["invitation.opened"] = "followed the link of an invitation",
        ["invitation.accepted"] = "accepted the invitation to see the record and help",
        ["invitation.refused"] = "accepted an invitation, but sees the record already",
        ["invitation.wrong-date"] = "entered a wrong date of birth for an invitation",
        ["invitation.read"] = "looked at an invitation",
        ["grant.read"] = "looked at what somebody who helps may see",
        ["grant.changed"] = "changed what somebody who helps may see",
        ["grant.suspended"] = "suspended what somebody who helps may see",
        ["grant.resumed"] = "let somebody who helps see the record again",
        ["grant.ended"] = "ended what somebody who helps may see",
        ["preview.begun"] = "began to look at what somebody who helps sees",
        ["preview.ended"] = "went back to their own record",
        ["cared-for.read"] = "saw the name on the list of people cared for",
        ["caseload.read"] = "saw the name on the caseload",
        ["coordination.read"] = "looked at how the care is coordinated",
        ["risk.set"] = "noted how closely the care team should watch",
        ["transition.recorded"] = "recorded the way home from a hospital or another place of care",
        ["caseload.handed-over"] = "handed the coordination of the care over",
        ["view.saved"] = "saved a view of a desk",
        ["view.removed"] = "removed a saved view of a desk",
        ["my-patients.read"] = "saw the name on the list of patients",
        ["notices.read"] = "saw the name among what is new for them",
        ["care-team.read"] = "looked at the care team",
        ["care-team.joined"] = "added somebody to the care team",
        ["care-team.changed"] = "changed what somebody does on the care team",
        ["care-team.ended"] = "ended somebody’s place on the care team",
        ["care-team.left"] = "left the care team",
        ["care-concern.named"] = "named something that the care team takes care of",
        ["care-concern.led"] = "chose who leads in something the care team takes care of",
        ["care-concern.closed"] = "closed something that the care team took care of",
        ["person.searched"] = "looked for this person by name and date of birth",
        ["find-person.read"] = "saw the name among the people they had found",
        ["glass.broken"] = "broke the glass: opened the record in an emergency and said why",
        ["glass.ended"] = "closed the record again after breaking the glass",
        ["glass-reviews.read"] = "saw the name on the list of broken glass",
        ["glass.reviewed"] = "checked why the glass was broken",
        ["care-tasks.read"] = "saw the name on a list of care tasks",
        ["care-task.read"] = "looked at a care task",
        ["care-task.file-read"] = "opened a file of a care task",
        ["care-task.prepared"] = "prepared a care task",
        ["care-task.assigned"] = "asked somebody to do something for the care",
        ["care-task.accepted"] = "took on a care task",
        ["care-task.declined"] = "did not take on a care task",
        ["care-task.started"] = "began with a care task",
        ["care-task.waits"] = "waits for somebody with a care task",
        ["care-task.resumed"] = "went on with a care task",
        ["care-task.done"] = "finished a care task",
        ["care-task.cancelled"] = "cancelled a care task",
        ["care-task.offered"] = "offered a care task to a colleague",
        ["care-task.withdrawn"] = "took back the offer of a care task",
        ["care-task.reassigned"] = "asked somebody else to do a care task",
        ["care-task.changed"] = "changed a care task",
        ["care-task.noted"] = "added a note to a care task",
        ["care-task.step-ticked"] = "ticked a step of a care task",
        ["care-task.watched"] = "chose who is told about a care task",
        ["care-task.attached"] = "added a file to a care task",
        ["care-task.detached"] = "removed a file from a care task",
        ["care-task.reminded"] = "reminded somebody of work that waits",
        ["care-task.escalated"] = "told the coordinator that work is late",
        ["care-task.escalated-to-deputy"] = "told the coordinator’s deputy that work is late",
        ["stand-in.given"] = "let a coordinator’s deputy see the record, because something was late",
        ["legal-documents.read"] = "looked at the list of legal documents",
        ["legal-documents.searched"] = "saw a legal document among those they looked for",
        ["legal-document.read"] = "looked at a legal document",
        ["legal-document.fetched"] = "fetched the pages of a legal document",
        ["legal-document.page-read"] = "looked at a page of a legal document",
        ["legal-document.prepared"] = "began to hand in a legal document",
        ["legal-document.uploaded"] = "uploaded the pages of a legal document",
        ["legal-document.described"] = "copied what stands in a legal document",
        ["legal-document.submitted"] = "handed in a legal document",
        ["legal-document.dropped"] = "dropped a legal document that was not handed in",
        ["legal-document.draft-dropped"] = "dropped a legal document that was not handed in for 30 days",
        ["legal-document.taken-up"] = "began to review a legal document",
        ["legal-document.accepted"] = "accepted a legal document",
        ["legal-document.returned"] = "sent a legal document back to be mended",
        ["legal-document.revoked"] = "took a legal document back",
        ["legal-document.expired"] = "noted that a legal document has run out",
        ["legal-document.found-infected"] = "found something harmful in an uploaded file, and did not keep it",
        ["legal-document.reading-confirmed"] = "confirmed having read a legal document",
        ["legal-document.readers-reminded"] = "reminded the care team of reading a legal document",
        ["wallet-cards.read"] = "looked at the wallet cards",
        ["wallet-card.made"] = "made a wallet card",
        ["wallet-card.revoked"] = "ended a wallet card",
        ["wallet-card.opened"] = "opened the wallet card with its PIN",
        ["wallet-card.page-read"] = "looked at a page of a legal document by the wallet card",
        ["wallet-card.pin-refused"] = "entered a wrong PIN at the wallet card",
        ["proxy-grant.rests-on-document"] = "let a caregiver’s permission rest on a legal document",
        ["incapacity.recorded"] = "recorded that the patient cannot decide",
        ["incapacity.lifted"] = "recorded that the patient can decide again",
        ["absences.read"] = "looked at who is away",
        ["absence.planned"] = "planned an absence",
        ["absence.shortened"] = "shortened an absence",
        ["absence.ended"] = "ended an absence",
        ["deputy.read"] = "looked up a deputy",
        ["deputy.chosen"] = "chose a standing deputy",
        ["deputy.removed"] = "took back the choice of a standing deputy",
        ["clinic.read"] = "opened the clinic’s settings",
        ["clinic.hours-changed"] = "changed the opening hours",
        ["clinic.holiday-added"] = "added a holiday",
        ["clinic.holiday-removed"] = "removed a holiday",
        ["unit.added"] = "added a unit",
        ["unit.changed"] = "changed a unit’s name or phone",
        ["unit.member-added"] = "added somebody to a unit",
        ["unit.member-ended"] = "ended somebody’s work in a unit",
        ["demo.loaded"] = "made this invented record for the demonstration",
        ["demo.documents-loaded"] = "made invented legal documents for the demonstration",
    };
}
