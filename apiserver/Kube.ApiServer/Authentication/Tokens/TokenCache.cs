using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>
/// Remembers answers for a while, by a digest of the token and never longer than they are true: apiserver's
/// <c>authentication/token/cache</c>. What an answer's <see cref="TokenIdentity.Holds"/> looks at is looked at each time.
/// </summary>
/// <param name="success">How long a known token is remembered; zero for not at all.</param>
/// <param name="failure">How long a token nobody knows is remembered; zero for not at all.</param>
internal sealed class TokenCache(ITokenAuthenticator inner, TimeSpan success, TimeSpan failure, TimeProvider time) : ITokenAuthenticator
{
    /// <summary>More tokens than a cluster's programs use at once; beyond it memory is worth more than time.</summary>
    private const int MaxAnswers = 20_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly ConcurrentDictionary<TokenHash, Answer> _answers = new();
    private int _count;

    public ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        var hash = TokenHash.Of(_key, token, audiences);
        if (_answers.TryGetValue(hash, out var answer) && time.GetElapsedTime(answer.Since) < answer.Lifetime && answer.Identity?.Holds() != false) return new(answer.Identity);
        return AskAsync(hash, token, audiences, cancellation);
    }

    private async ValueTask<TokenIdentity?> AskAsync(TokenHash hash, string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        var identity = await inner.IdentifyAsync(token, audiences, cancellation);
        var lifetime = identity is null ? failure : success;
        if (identity is not null && identity.Expires - time.GetUtcNow() is var left && left < lifetime) lifetime = left;
        if (lifetime <= TimeSpan.Zero) return identity;
        if (Interlocked.Increment(ref _count) > MaxAnswers)
        {
            _answers.Clear();
            Interlocked.Exchange(ref _count, 1);
        }
        _answers[hash] = new Answer(identity, time.GetTimestamp(), lifetime);
        return identity;
    }

    private sealed record Answer(TokenIdentity? Identity, long Since, TimeSpan Lifetime);
}
