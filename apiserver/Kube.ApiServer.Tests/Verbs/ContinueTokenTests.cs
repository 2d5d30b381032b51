using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Tests.Verbs;

public sealed class ContinueTokenTests
{
    [Theory]
    [InlineData("ns", "name")]
    [InlineData("", "name")]
    public void Parse_OwnToken_GivesBackWhatItStandsFor(string space, string name)
    {
        var token = new ContinueToken(42, new ObjectKey(space, name));

        Assert.Equal(token, ContinueToken.Parse(token.ToString()));
    }

    [Theory]
    [InlineData("notatoken", "invalid continue token: continue key is not valid: illegal base64 data at input byte 8")]
    [InlineData("a!", "invalid continue token: continue key is not valid: illegal base64 data at input byte 1")]
    public void Parse_ForeignToken_SaysWhatIsWrong(string token, string message)
    {
        var failure = Assert.Throws<StatusException>(() => ContinueToken.Parse(token));

        Assert.Equal((400, message), (failure.Status.Code, failure.Message));
    }
}
