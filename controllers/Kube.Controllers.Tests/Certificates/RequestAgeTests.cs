using k8s.Models;
using Kube.Controllers.Certificates;

namespace Kube.Controllers.Tests.Certificates;

public sealed class RequestAgeTests
{
    private static readonly DateTime Made = new(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void End_Pending_IsADayAfterItWasMade() => Assert.Equal(Made.AddDays(1), RequestAge.End(Request()));

    [Theory]
    [InlineData("Denied")]
    [InlineData("Failed")]
    public void End_Refused_IsAnHourAfterThat(string type) => Assert.Equal(Made.AddHours(3), RequestAge.End(Request((type, Made.AddHours(2)))));

    [Fact]
    public void End_ApprovedAndNotIssued_IsOpen() => Assert.Null(RequestAge.End(Request(("Approved", Made))));

    [Fact]
    public void End_Issued_IsAnHourAfterApproval()
    {
        var request = Request(("Approved", Made.AddHours(2)));
        request.Status.Certificate = [1];

        Assert.Equal(Made.AddHours(3), RequestAge.End(request));
    }

    private static V1CertificateSigningRequest Request(params (string Type, DateTime Updated)[] conditions) => new()
    {
        Metadata = new V1ObjectMeta { Name = "r", CreationTimestamp = Made },
        Spec = new V1CertificateSigningRequestSpec(),
        Status = new V1CertificateSigningRequestStatus
        {
            Conditions = [.. conditions.Select(condition => new V1CertificateSigningRequestCondition { Type = condition.Type, Status = "True", LastUpdateTime = condition.Updated })],
        },
    };
}
