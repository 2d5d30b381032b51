using Kube.ApiServer.Kinds.Batch.CronJobs;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Tests.Kinds.Batch;

public class CronScheduleTests
{
    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("0 0 1 jan sun")]
    [InlineData("0-30/10,45 8-18 * * MON-FRI")]
    [InlineData("@hourly")]
    [InlineData("@every 1h")]
    public void Validate_Schedule_IsAccepted(string schedule) => Assert.Empty(Problems(schedule));

    [Theory]
    [InlineData("* * * *", "expected exactly 5 fields, found 4: [* * * *]")]
    [InlineData("60 * * * *", "end of range (60) above maximum (59): 60")]
    [InlineData("* * 0 * *", "beginning of range (0) below minimum (1): 0")]
    [InlineData("9-3 * * * *", "beginning of range (9) beyond end of range (3): 9-3")]
    [InlineData("*/0 * * * *", "step of range should be a positive number: */0")]
    [InlineData("a * * * *", "failed to parse int from a: strconv.Atoi: parsing \"a\": invalid syntax")]
    [InlineData("@never", "unrecognized descriptor: @never")]
    public void Validate_Schedule_SaysWhatIsWrong(string schedule, string problem) =>
        Assert.Equal($"spec.schedule: Invalid value: \"{schedule}\": {problem}", Assert.Single(Problems(schedule)).ToString());

    private static FieldErrors Problems(string schedule)
    {
        var errors = new FieldErrors();
        CronSchedule.Validate(schedule, null, errors, FieldPath.Of("spec"));
        return errors;
    }
}
