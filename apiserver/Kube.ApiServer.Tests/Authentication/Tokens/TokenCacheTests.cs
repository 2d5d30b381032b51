using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Authentication.Tokens;

public sealed class TokenCacheTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Identify_ClockIsSetBack_ForgetsAfterTenSecondsAllTheSame()
    {
        var tokens = new RevocableToken();
        var clock = new SetClock(_time);
        var cache = new TokenCache(tokens, TenSeconds, TenSeconds, clock);
        Assert.NotNull(await cache.IdentifyAsync("token", [], default));
        tokens.IsRevoked = true;
        clock.Jump = TimeSpan.FromHours(-5);
        Assert.NotNull(await cache.IdentifyAsync("token", [], default));
        _time.Advance(TenSeconds);
        Assert.Null(await cache.IdentifyAsync("token", [], default));
    }

    [Fact]
    public async Task Identify_TokenExpiresSoon_IsRememberedNoLonger()
    {
        var tokens = new RevocableToken { Expires = _time.GetUtcNow() + TimeSpan.FromSeconds(3) };
        var cache = new TokenCache(tokens, TenSeconds, TenSeconds, _time);
        Assert.NotNull(await cache.IdentifyAsync("token", [], default));
        tokens.IsRevoked = true;
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.NotNull(await cache.IdentifyAsync("token", [], default));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(await cache.IdentifyAsync("token", [], default));
    }

    private sealed class RevocableToken : ITokenAuthenticator
    {
        public bool IsRevoked { get; set; }

        public DateTimeOffset Expires { get; init; } = DateTimeOffset.MaxValue;

        public ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation) =>
            new(IsRevoked ? null : new TokenIdentity(UserInfo.Anonymous, []) { Expires = Expires });
    }

    private sealed class SetClock(TimeProvider time) : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Jump;

        public override long GetTimestamp() => time.GetTimestamp();
    }
}
