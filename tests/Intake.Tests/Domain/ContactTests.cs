using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Contacts;

namespace Efficiency.Intake.Tests.Domain;

/// <summary>FI-01, FI-02, FI-07, FI-17, FI-18, FI-20, FI-21, FI-22, NR-02.</summary>
public sealed class ContactTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 21, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    // FI-17: a call with name, phone and content.
    [InlineData("phone", "consultation", false, "name phone content", "")]
    // FI-17: everything that the register of calls lacks, at once.
    [InlineData("phone", "situation-report", false, "",
        "call-without-name FI-17; call-without-phone FI-17; call-without-content FI-17")]
    [InlineData("phone", "tip-off", false, "name content", "call-without-phone FI-17")]
    // FI-18: consultations by phone stand in the register too (the shipped default).
    [InlineData("phone", "consultation", false, "name phone", "call-without-content FI-17")]
    // FI-22, anonymity: who complains or tips off may stay unnamed, but what he says is written down.
    [InlineData("phone", "tip-off", true, "content", "")]
    [InlineData("phone", "complaint", true, "", "call-without-content FI-17")]
    [InlineData("visit", "complaint", true, "", "statement-not-recorded FI-22")]
    [InlineData("visit", "crime-report", false, "name", "statement-not-recorded FI-22")]
    // Unnamed is for complaints, tip-offs and crime reports.
    [InlineData("phone", "consultation", true, "content", "anonymous-not-for-kind FI-17")]
    // Unnamed and named contradict each other.
    [InlineData("phone", "tip-off", true, "name content", "anonymous-but-named FI-17")]
    // FI-01: a visit to ask something needs no register of names.
    [InlineData("visit", "consultation", false, "", "")]
    [InlineData("online", "application", false, "name phone", "")]
    public void Register_of_contacts_asks_for_what_the_channel_demands(
        string channel, string kind, bool anonymous, string given, string refusals) =>
        string.Join("; ", Contact.CheckRegister(
                Code.Parse<ContactChannel>(channel),
                Code.Parse<ContactKind>(kind),
                anonymous,
                given.Contains("name", StringComparison.Ordinal),
                given.Contains("phone", StringComparison.Ordinal),
                given.Contains("content", StringComparison.Ordinal))
            .Select(refusal => $"{refusal.Code} {refusal.RuleId}")).ShouldBe(refusals);

    [Theory]
    // FI-21: an answer or a handled matter ends the chain.
    [InlineData("answered", null)]
    [InlineData("handled", null)]
    // FI-21: pointing the way or passing on is a link of the chain, not its end.
    [InlineData("guided", "passing-on-is-no-answer")]
    [InlineData("transferred", "passing-on-is-no-answer")]
    // NR-02: an oral "no" is a refusal; refusals are filed.
    [InlineData("oral-refusal", "oral-refusal")]
    public void Contact_is_closed_by_an_answer_only(string outcome, string? refusal)
    {
        var contact = Registered();
        (contact.Close(Code.Parse<ContactOutcome>(outcome), "x", caseCompleted: false, Now)?.Code).ShouldBe(refusal);
        contact.Status.ShouldBe(refusal is null ? ContactStatus.Answered : ContactStatus.Open);
        contact.Version.ShouldBe(refusal is null ? 2 : 1);
    }

    [Fact]
    public void Contact_moves_along_its_table_and_no_other_way() => Edges.Of(Contact.Lifecycle).ShouldBe(
    [
        "open open-case case-opened FI-07",
        "open answer answered FI-21",
        "case-opened answer answered FI-21",
    ]);

    [Fact]
    public void Contact_that_became_a_case_is_answered_by_the_completed_case_only()
    {
        var contact = Registered();
        var caseId = Guid.CreateVersion7();
        contact.OpenCase(caseId).ShouldBeNull();
        contact.OpenCase(Guid.CreateVersion7())!.Code.ShouldBe("contact-is-a-case");
        contact.Close(ContactOutcome.Answered, "x", caseCompleted: false, Now)!.Code.ShouldBe("case-still-runs");
        contact.AnsweredAt.ShouldBeNull();

        contact.Close(ContactOutcome.Handled, "x", caseCompleted: true, Now).ShouldBeNull();
        contact.CaseId.ShouldBe(caseId);
        contact.AnsweredAt.ShouldBe(Now);
    }

    [Fact]
    public void Answered_contact_is_neither_answered_again_nor_made_a_case()
    {
        var contact = Registered();
        contact.Close(ContactOutcome.Answered, "x", caseCompleted: false, Now);
        contact.Close(ContactOutcome.Answered, "y", caseCompleted: false, Now)!.Code.ShouldBe("contact-answered");
        contact.OpenCase(Guid.CreateVersion7())!.Code.ShouldBe("contact-answered");
        contact.SealedAnswer.ShouldBe("x");
    }

    [Fact]
    public void First_inquiry_person_has_no_setter() =>
        typeof(Contact).GetProperty(nameof(Contact.FirstInquiryStaffId))!.SetMethod!.IsPrivate.ShouldBeTrue();

    private static Contact Registered() => Contact.Register(
        Guid.CreateVersion7(), Guid.CreateVersion7(), ContactChannel.Phone, ContactKind.Consultation,
        Guid.CreateVersion7(), new Person { PersonId = Guid.CreateVersion7() }, anonymous: false, null, Now);
}
