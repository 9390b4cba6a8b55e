using Efficiency.Gateway.Suite;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Features.Ops;

/// <summary>
/// Lets every service compute its audit chain again and compares its heads with what the other services were told at the
/// time: a cut tail or a chain computed anew is found although it is sound in itself.
/// </summary>
internal static class VerifyAudit
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/audit-verification", HandleAsync).Allow(Roles.Auditor, Roles.Administrator);

    /// <param name="Sound">Every chain could be read, computes, and agrees with its witnesses.</param>
    internal sealed record View(bool Sound, IReadOnlyList<ChainView> Chains);

    /// <param name="Service">Whose chain.</param>
    /// <param name="Sound">It could be read, computes, and agrees with its witnesses.</param>
    /// <param name="Verification">What the service found; null where it did not answer.</param>
    /// <param name="Witnesses">What the others say.</param>
    internal sealed record ChainView(
        string Service,
        bool Sound,
        AuditVerification? Verification,
        IReadOnlyList<WitnessView> Witnesses);

    /// <param name="Service">Who was told.</param>
    /// <param name="Newest">Number of the newest seal that it was told of; null where it was told of none or does not answer.</param>
    /// <param name="Compared">How many heads were compared.</param>
    /// <param name="Disagreements">Seals whose head differs (<c>differs</c>) or that are missing in the chain (<c>missing</c>).</param>
    internal sealed record WitnessView(string Service, long? Newest, int Compared, IReadOnlyList<Disagreement> Disagreements);

    internal sealed record Disagreement(long Seal, string Code);

    private static async Task<View> HandleAsync(
        HttpContext http,
        SuiteServices services,
        InstanceClient instances,
        AuditVerifier verifier,
        CancellationToken cancellationToken)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        AuditChain[] chains =
        [
            .. SuiteServices.Names.Select(name => new RemoteAuditChain(
                name, [.. services.Instances.Where(i => i.Service == name)], instances, authorization)),
            new OwnAuditChain(verifier),
        ];

        // One after the other: the gateway's own chain is read over one connection, and nobody is in a hurry.
        var views = new List<ChainView>();
        foreach (var chain in chains)
        {
            views.Add(await VerifyAsync(chain, chains, cancellationToken));
        }
        return new View(views.TrueForAll(view => view.Sound), views);
    }

    private static async Task<ChainView> VerifyAsync(AuditChain chain, AuditChain[] all, CancellationToken cancellationToken)
    {
        // Asked first: a seal made meanwhile may be unknown to a witness, but never the other way round.
        var told = new List<(string By, IReadOnlyList<AuditWitness> Heads)>();
        foreach (var other in all.Where(other => other != chain))
        {
            told.Add((other.Service, await other.WitnessesAsync(chain.Service, cancellationToken) ?? []));
        }

        var verification = await chain.VerifyAsync(cancellationToken);
        var heads = await HeadsAsync(chain, [.. told.SelectMany(t => t.Heads).Select(head => head.Number)], cancellationToken);
        var witnesses = told.ConvertAll(t => Compare(t.By, t.Heads, heads));
        return new ChainView(
            chain.Service,
            verification is { Problems.Count: 0 } && witnesses.TrueForAll(witness => witness.Disagreements.Count == 0),
            verification,
            witnesses);
    }

    /// <summary>The chain's own heads for all that was told.</summary>
    private static async Task<Dictionary<long, string>> HeadsAsync(
        AuditChain chain,
        IReadOnlyCollection<long> told,
        CancellationToken cancellationToken)
    {
        var heads = new Dictionary<long, string>();
        for (var after = told.DefaultIfEmpty(1).Min() - 1; after < told.DefaultIfEmpty(0).Max();)
        {
            if (await chain.HeadsAsync(after, cancellationToken) is not { Count: > 0 } page)
            {
                break;
            }
            foreach (var head in page)
            {
                heads[head.Number] = head.Head;
            }
            after = page[^1].Number;
        }
        return heads;
    }

    private static WitnessView Compare(string by, IReadOnlyList<AuditWitness> told, Dictionary<long, string> heads) => new(
        by,
        told.Count > 0 ? told.Max(head => head.Number) : null,
        told.Count,
        [
            .. told
                .Where(head => !heads.TryGetValue(head.Number, out var own) || own != head.Head)
                .OrderBy(head => head.Number)
                .Select(head => new Disagreement(head.Number, heads.ContainsKey(head.Number) ? "differs" : "missing")),
        ]);
}
