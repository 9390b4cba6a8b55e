using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Efficiency.Gateway.Tokens;

/// <summary>
/// Tokens that were checked a moment ago. Only genuine tokens get in, so that nobody can fill it from outside; should there
/// be more than <see cref="Capacity"/> live ones, the surplus is simply checked each time.
/// </summary>
internal sealed class VerifiedTokens
{
    public const int Capacity = 20_000;

    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TokenHash, (VerifiedToken Token, DateTimeOffset Until)> _tokens = new();
    private int _count;

    public VerifiedToken? Find(TokenHash hash, DateTimeOffset now) =>
        _tokens.TryGetValue(hash, out var entry) && entry.Until > now ? entry.Token : null;

    public void Add(TokenHash hash, VerifiedToken token, DateTimeOffset now)
    {
        if (Volatile.Read(ref _count) >= Capacity)
        {
            Sweep(now);
        }

        var until = now + Trust < token.ExpiresAt ? now + Trust : token.ExpiresAt;
        if (Volatile.Read(ref _count) < Capacity && _tokens.TryAdd(hash, (token, until)))
        {
            Interlocked.Increment(ref _count);
        }
        else if (_tokens.TryGetValue(hash, out var old))
        {
            _tokens.TryUpdate(hash, (token, until), old);
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (hash, entry) in _tokens)
        {
            if (entry.Until <= now && _tokens.TryRemove(hash, out _))
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }
}

/// <summary>SHA-256 of a token's text as UTF-16, which needs no copy.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }
}
