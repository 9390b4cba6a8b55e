using Microsoft.EntityFrameworkCore;

namespace Efficiency.Messaging;

/// <summary>What verification found. <see cref="Problems"/> is empty where every row and seal is as it was written.</summary>
public sealed record AuditVerification(
    string Service, long Seals, long Rows, long Unsealed, string Head, IReadOnlyList<AuditProblem> Problems);

/// <summary>Codes: <c>gap</c>, <c>rows-changed</c>, <c>head-changed</c>, <c>signature-wrong</c>.</summary>
public sealed record AuditProblem(long Seal, string Code);

/// <summary>The head of a service's chain at a seal, as the service itself or a witness keeps it.</summary>
public sealed record AuditWitness(string Service, long Number, string Head, DateTimeOffset SealedAt);

/// <summary>Recomputes the chain of this service's audit trail from its rows.</summary>
public sealed class AuditVerifier(ServiceDbContext db, AuditKeys keys, HandlerCatalogue catalogue)
{
    private const int MaxProblems = 100;

    /// <summary>Verifies seals with a number above <paramref name="after"/>; the seal before is trusted.</summary>
    public async Task<AuditVerification> VerifyAsync(long after, CancellationToken cancellationToken)
    {
        var problems = new List<AuditProblem>();
        var head = AuditHash.Genesis;
        long expected = 1, seals = 0, rows = 0;
        if (after > 0)
        {
            head = (await SealsAsync(after - 1, 1, cancellationToken)).FirstOrDefault()?.Head ?? AuditHash.Genesis;
            expected = after + 1;
        }
        while (problems.Count < MaxProblems)
        {
            var page = await SealsAsync(expected - 1, 100, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }
            foreach (var seal in page)
            {
                if (seal.Number != expected)
                {
                    problems.Add(new(expected, "gap"));
                }
                rows += await VerifyAsync(seal, head, problems, cancellationToken);
                head = seal.Head;
                expected = seal.Number + 1;
                seals++;
            }
        }
        var unsealed = await db.Database.SqlQuery<long>($"select count(*) as \"Value\" from audit where seal_number is null")
            .SingleAsync(cancellationToken);
        return new(catalogue.Service, seals, rows, unsealed, Convert.ToHexStringLower(head), problems);
    }

    /// <summary>The heads that this service keeps of another's chain, newest first.</summary>
    public async Task<IReadOnlyList<AuditWitness>> WitnessesAsync(string service, int limit, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<WitnessRow>($"""
            select service, number, head, sealed_at
            from audit_witness where service = {service} order by number desc limit {limit}
            """).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new AuditWitness(r.Service, r.Number, Convert.ToHexStringLower(r.Head), r.SealedAt));
    }

    /// <summary>The heads of this service's own chain with a number above <paramref name="after"/>, oldest first.</summary>
    public async Task<IReadOnlyList<AuditWitness>> HeadsAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<WitnessRow>($"""
            select {catalogue.Service} as service, number, head, sealed_at from audit_seal
            where number > {after} order by number limit {limit}
            """).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new AuditWitness(r.Service, r.Number, Convert.ToHexStringLower(r.Head), r.SealedAt));
    }

    private async Task<int> VerifyAsync(SealRow seal, byte[] before, List<AuditProblem> problems, CancellationToken cancellationToken)
    {
        var rows = await db.Set<AuditRow>().FromSql($"select * from audit where seal_number = {seal.Number} order by seal_position")
            .AsNoTracking().ToListAsync(cancellationToken);
        if (rows.Count != seal.Rows || !AuditHash.RootOf(rows.Select(AuditHash.OfRow)).AsSpan().SequenceEqual(seal.Root))
        {
            problems.Add(new(seal.Number, "rows-changed"));
        }
        if (!AuditHash.HeadOf(before, seal.Number, seal.Rows, seal.Root).AsSpan().SequenceEqual(seal.Head))
        {
            problems.Add(new(seal.Number, "head-changed"));
        }
        if (!keys.Verify(seal.KeyId, seal.Head, seal.Signature))
        {
            problems.Add(new(seal.Number, "signature-wrong"));
        }
        return rows.Count;
    }

    private Task<List<SealRow>> SealsAsync(long after, int limit, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<SealRow>($"""
            select number, rows, root, head, signature, key_id
            from audit_seal where number > {after} order by number limit {limit}
            """).ToListAsync(cancellationToken);

    private sealed record SealRow(long Number, int Rows, byte[] Root, byte[] Head, byte[] Signature, string KeyId);

    private sealed record WitnessRow(string Service, long Number, byte[] Head, DateTimeOffset SealedAt);
}
