using Efficiency.Contracts;

namespace Efficiency.Intake.Domain.Contacts;

/// <summary>
/// A first contact (首问). The first person asked is recorded once and for ever (FI-01) and the chain stays open until
/// the citizen has an answer (FI-21).
/// </summary>
internal sealed class Contact
{
    /// <summary>Open until answered, by word or by a completed case.</summary>
    public static readonly Lifecycle<ContactStatus, ContactAct> Lifecycle = new(
        new(ContactStatus.Open, ContactAct.OpenCase, ContactStatus.CaseOpened, "FI-07"),
        new(ContactStatus.Open, ContactAct.Answer, ContactStatus.Answered, "FI-21"),
        new(ContactStatus.CaseOpened, ContactAct.Answer, ContactStatus.Answered, "FI-21"));

    private Contact()
    {
    }

    public Guid Id { get; private set; }

    public Guid UnitId { get; private set; }

    public ContactChannel Channel { get; private set; }

    public ContactKind Kind { get; private set; }

    /// <summary>Nobody can change it, in the database neither (FI-01).</summary>
    public Guid FirstInquiryStaffId { get; private set; }

    /// <summary>Name and phone where they were given; the key under which the free text is sealed in any case.</summary>
    public Person Person { get; private set; } = null!;

    /// <summary>The citizen wants to stay unnamed.</summary>
    public bool Anonymous { get; private set; }

    /// <summary>Free text may hold anything, so it is sealed.</summary>
    public string? SealedContent { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    public ContactStatus Status { get; private set; }

    public Guid? CaseId { get; private set; }

    public ContactOutcome? Outcome { get; private set; }

    public string? SealedAnswer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>
    /// Who complains, tips off or reports a crime is hidden from the moment of registration, from the clerks of the unit
    /// too.
    /// </summary>
    public bool IdentityHidden => HidesIdentity(Kind);

    /// <summary>Concurrency token, one up per change.</summary>
    public int Version { get; private set; }

    public static Contact Register(
        Guid id,
        Guid unitId,
        ContactChannel channel,
        ContactKind kind,
        Guid firstInquiryStaffId,
        Person person,
        bool anonymous,
        string? sealedContent,
        DateTimeOffset now) => new()
        {
            Id = id,
            UnitId = unitId,
            Channel = channel,
            Kind = kind,
            FirstInquiryStaffId = firstInquiryStaffId,
            Person = person,
            Anonymous = anonymous,
            SealedContent = sealedContent,
            RegisteredAt = now,
            Version = 1,
        };

    /// <summary>
    /// Everything that the register of calls still lacks (FI-17). A call names the caller, his phone and what it is
    /// about; whoever complains or tips off may stay unnamed, the content is written down all the same (FI-22).
    /// </summary>
    public static IReadOnlyList<Refusal> CheckRegister(
        ContactChannel channel, ContactKind kind, bool anonymous, bool hasName, bool hasPhone, bool hasContent)
    {
        var refusals = new List<Refusal>();
        var accuses = HidesIdentity(kind);
        if (anonymous && !accuses)
        {
            refusals.Add(Refusals.AnonymousNotForKind(kind) with { Field = "anonymous" });
        }
        if (anonymous && (hasName || hasPhone))
        {
            refusals.Add(Refusals.AnonymousButNamed with { Field = "anonymous" });
        }
        if (channel == ContactChannel.Phone && !anonymous)
        {
            if (!hasName)
            {
                refusals.Add(Refusals.CallWithoutName with { Field = "name" });
            }
            if (!hasPhone)
            {
                refusals.Add(Refusals.CallWithoutPhone with { Field = "phone" });
            }
        }
        if (!hasContent && channel == ContactChannel.Phone)
        {
            refusals.Add(Refusals.CallWithoutContent with { Field = "content" });
        }
        else if (!hasContent && accuses)
        {
            refusals.Add(Refusals.StatementNotRecorded with { Field = "content" });
        }
        return refusals;
    }

    /// <summary>The matter becomes a case (FI-07). The chain stays open: registering is no answer.</summary>
    public Refusal? OpenCase(Guid caseId)
    {
        if (Lifecycle.Find(Status, ContactAct.OpenCase) is not { } move)
        {
            return Status == ContactStatus.CaseOpened ? Refusals.ContactIsACase : Refusals.ContactAnswered;
        }
        Status = move.To;
        CaseId = caseId;
        Version++;
        return null;
    }

    /// <summary>
    /// Ends the chain with an answer (FI-21). Pointing or passing on is no end, and an oral "no" is a refusal, which has
    /// its own procedure (NR-02).
    /// </summary>
    /// <param name="caseCompleted">For a contact that became a case: whether that case has its result.</param>
    public Refusal? Close(ContactOutcome outcome, string sealedAnswer, bool caseCompleted, DateTimeOffset now)
    {
        if (Lifecycle.Find(Status, ContactAct.Answer) is not { } move)
        {
            return Refusals.ContactAnswered;
        }
        if (Refuse(outcome) is { } refusal)
        {
            return refusal;
        }
        if (Status == ContactStatus.CaseOpened && !caseCompleted)
        {
            return Refusals.CaseStillRuns;
        }
        Status = move.To;
        Outcome = outcome;
        SealedAnswer = sealedAnswer;
        AnsweredAt = now;
        Version++;
        return null;
    }

    public static bool HidesIdentity(ContactKind kind) =>
        kind is ContactKind.Complaint or ContactKind.TipOff or ContactKind.CrimeReport;

    private static Refusal? Refuse(ContactOutcome outcome) => outcome switch
    {
        ContactOutcome.Answered or ContactOutcome.Handled => null,
        ContactOutcome.Guided or ContactOutcome.Transferred => Refusals.PassingOnIsNoAnswer with { Field = "outcome" },
        _ => Refusals.OralRefusal with { Field = "outcome" },
    };
}
