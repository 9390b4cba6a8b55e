using System.Globalization;
using Efficiency.Contracts;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Domain.Items;

namespace Efficiency.Intake.Domain;

/// <summary>Everything that the front door refuses, with the rule that refuses it. Words: <c>Resources/refusals.json</c>.</summary>
internal static class Refusals
{
    // Items
    public static readonly Refusal LimitNotPositive = new("limit-not-positive", "TL-01");
    public static readonly Refusal LimitTwice = new("limit-twice", "TL-01");
    public static readonly Refusal StatutoryLimitWithoutBasis = new("statutory-limit-without-basis", "TL-01");
    public static readonly Refusal OwnLimitInWorkingDays = new("own-limit-in-working-days", "TL-09");
    public static readonly Refusal PublisherIsAuthor = new("publisher-is-author", "OG-14");
    public static readonly Refusal ItemNotPublished = new("item-not-published", "OG-15", "itemId");
    public static readonly Refusal ItemOfAnotherOrgan = new("item-of-another-organ", "TL-04", "itemId");

    // Contacts
    public static readonly Refusal FirstInquiryPersonUnknown = new("first-inquiry-person-unknown", "FI-01", "firstInquiryStaffId");
    public static readonly Refusal FirstInquiryPersonIsTheCaller = new("first-inquiry-person-is-the-caller", "FI-01", "firstInquiryStaffId");
    public static readonly Refusal PhoneInvalid = new("phone-invalid", "FI-17");
    public static readonly Refusal CallWithoutName = new("call-without-name", "FI-17");
    public static readonly Refusal CallWithoutPhone = new("call-without-phone", "FI-17");
    public static readonly Refusal CallWithoutContent = new("call-without-content", "FI-17");
    public static readonly Refusal StatementNotRecorded = new("statement-not-recorded", "FI-22");
    public static readonly Refusal AnonymousButNamed = new("anonymous-but-named", "FI-17");
    public static readonly Refusal ContactIsACase = new("contact-is-a-case", "FI-07");
    public static readonly Refusal ContactAnswered = new("contact-answered", "FI-21");
    public static readonly Refusal ContactUnknown = new("contact-unknown", "FI-21", "contactId");
    public static readonly Refusal CaseStillRuns = new("case-still-runs", "FI-21");
    public static readonly Refusal PassingOnIsNoAnswer = new("passing-on-is-no-answer", "FI-21");
    public static readonly Refusal OralRefusal = new("oral-refusal", "NR-02");

    // Cases
    public static readonly Refusal NothingMissing = new("nothing-missing", "OT-01");

    public static Refusal OwnLimitTooLong(int minimum, int maximum) =>
        new("own-limit-too-long", "TL-09", Arguments: Fill(("minimum", minimum), ("maximum", maximum)));

    public static Refusal PromiseInAnotherUnit(string unit) =>
        new("promise-in-another-unit", "TL-17", Arguments: Fill(("unit", unit)));

    public static Refusal PromiseLaxerThanLaw(int amount, string unit) =>
        new("promise-laxer-than-law", "TL-17", Arguments: Fill(("amount", amount), ("unit", unit)));

    public static Refusal ItemCodeTaken(string code) =>
        new("item-code-taken", "OG-13", "code", Fill(("code", code)));

    public static Refusal MaterialCodeTwice(string code) =>
        new("material-code-twice", "OT-01", Arguments: Fill(("material", code)));

    public static Refusal ItemVersionUnfinished(int number) =>
        new("item-version-unfinished", "OG-13", Arguments: Fill(("number", number)));

    public static Refusal ItemCannotBeSubmitted(ItemStatus status) =>
        new("item-cannot-be-submitted", "OG-13", Arguments: Status(status));

    public static Refusal ItemCannotBePublished(ItemStatus status) =>
        new("item-cannot-be-published", "OG-15", Arguments: Status(status));

    public static Refusal AnonymousNotForKind(ContactKind kind) =>
        new("anonymous-not-for-kind", "FI-17", Arguments: Fill(("kind", Code.Of(kind))));

    public static Refusal MaterialUnknown(string code) =>
        new("material-unknown", "OT-01", Arguments: Fill(("material", code)));

    public static Refusal MaterialTwice(string code) =>
        new("material-twice", "OT-01", Arguments: Fill(("material", code)));

    public static Refusal MaterialAlreadySupplied(string code) =>
        new("material-already-supplied", "FI-09", Arguments: Fill(("material", code)));

    public static Refusal NoticeOmits(string code) =>
        new("notice-omits", "OT-01", Arguments: Fill(("material", code)));

    public static Refusal MaterialMissing(string code) =>
        new("material-missing", "TL-04", Arguments: Fill(("material", code)));

    public static Refusal CaseCannotBeNotified(CaseStatus status) =>
        new("case-cannot-be-notified", "OT-01", Arguments: Status(status));

    public static Refusal CaseCannotBeSupplemented(CaseStatus status) =>
        new("case-cannot-be-supplemented", "FI-09", Arguments: Status(status));

    public static Refusal CaseCannotBeAccepted(CaseStatus status) =>
        new("case-cannot-be-accepted", "TL-04", Arguments: Status(status));

    public static Refusal CaseCannotBePaused(CaseStatus status) =>
        new("case-cannot-be-paused", "LAW-03", Arguments: Status(status));

    public static Refusal CaseCannotBeResumed(CaseStatus status) =>
        new("case-cannot-be-resumed", "LAW-03", Arguments: Status(status));

    public static Refusal CaseCannotBeCompleted(CaseStatus status) =>
        new("case-cannot-be-completed", "TL-01", Arguments: Status(status));

    private static Dictionary<string, string> Status<TStatus>(TStatus status)
        where TStatus : struct, Enum => Fill(("status", Code.Of(status)));

    private static Dictionary<string, string> Fill(params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var filled = new Dictionary<string, string>(arguments.Length, StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            filled[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
        return filled;
    }
}
