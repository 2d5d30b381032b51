using System.Net;
using Kube.ApiServer.Audit.Events;
using Microsoft.AspNetCore.Http;

namespace Kube.ApiServer.Tests.Audit;

public sealed class SourceAddressesTests
{
    [Theory]
    [InlineData(null, null, "10.0.0.1", "10.0.0.1")]
    [InlineData(null, null, "::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("1.2.3.4, nobody, 5, ::1", null, "10.0.0.1", "1.2.3.4 ::1 10.0.0.1")]
    [InlineData("1.2.3.4", "1.2.3.4", "10.0.0.1", "1.2.3.4 10.0.0.1")]
    [InlineData("1.2.3.4", "5.6.7.8", "10.0.0.1", "1.2.3.4 5.6.7.8 10.0.0.1")]
    [InlineData("1.2.3.4, 10.0.0.1", null, "10.0.0.1", "1.2.3.4 10.0.0.1")]
    [InlineData("10.0.0.1, 1.2.3.4", null, "10.0.0.1", "10.0.0.1 1.2.3.4 10.0.0.1")]
    public void Of_HeadersAndConnection_TheLastHopIsLast(string? forwarded, string? real, string remote, string expected)
    {
        var request = new DefaultHttpContext().Request;
        if (forwarded is not null) request.Headers["X-Forwarded-For"] = forwarded;
        if (real is not null) request.Headers["X-Real-Ip"] = real;

        Assert.Equal(expected, string.Join(' ', SourceAddresses.Of(request, IPAddress.Parse(remote))));
    }
}
