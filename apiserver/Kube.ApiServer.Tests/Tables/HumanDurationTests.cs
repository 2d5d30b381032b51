using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Tests.Tables;

public sealed class HumanDurationTests
{
    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(-1, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(121, "2m1s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 60, "3h1m")]
    [InlineData(47 * 3600, "47h")]
    [InlineData(48 * 3600, "2d")]
    [InlineData((48 * 3600) + 3600, "2d1h")]
    [InlineData(400L * 24 * 3600, "400d")]
    [InlineData(800L * 24 * 3600, "2y70d")]
    [InlineData(3650L * 24 * 3600, "10y")]
    public void Format_Age_IsWhatKubectlShows(long seconds, string text) => Assert.Equal(text, HumanDuration.Format(TimeSpan.FromSeconds(seconds)));
}
