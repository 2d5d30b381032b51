using System.Globalization;
using Kube.Cli.Hosting;

namespace Kube.Cli.Tests.Hosting;

public sealed class AgeTests
{
    [Theory]
    [InlineData("00:01:59", "119s")]
    [InlineData("00:02:00", "2m")]
    [InlineData("00:03:07", "3m7s")]
    [InlineData("00:59:59", "59m")]
    [InlineData("03:15:00", "3h15m")]
    [InlineData("1.23:00:00", "47h")]
    [InlineData("3.04:00:00", "3d4h")]
    [InlineData("30.01:00:00", "30d")]
    public void Of_Duration_IsAsKubectlShowsIt(string duration, string expected) =>
        Assert.Equal(expected, Age.Of(TimeSpan.Parse(duration, CultureInfo.InvariantCulture)));
}
