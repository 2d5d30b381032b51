using System.Globalization;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Batch.CronJobs;

/// <summary>What may stand in a schedule: the standard grammar of robfig/cron, with its complaints.</summary>
internal static class CronSchedule
{
    private static readonly HashSet<string> Descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    private static readonly CronField[] Fields =
    [
        new(0, 59),
        new(0, 23),
        new(1, 31),
        new(1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        new(0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    public static bool NamesZone(string schedule) => schedule.Contains("TZ", StringComparison.Ordinal);

    public static void Validate(string schedule, string? timeZone, FieldErrors errors, FieldPath at)
    {
        var here = at.Child("schedule");
        if (schedule.Length == 0) errors.Required(here);
        else if (Problem(schedule) is { } problem) errors.Invalid(here, schedule, problem);
        if (NamesZone(schedule) && timeZone is not null) errors.Invalid(here, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
        else if (NamesZone(schedule)) errors.Invalid(here, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        if (timeZone is null) return;
        if (timeZone.Length == 0) errors.Invalid(at.Child("timeZone"), timeZone, "timeZone must be nil or non-empty string");
        else if (timeZone.Equals("local", StringComparison.OrdinalIgnoreCase)) errors.Invalid(at.Child("timeZone"), timeZone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) errors.Invalid(at.Child("timeZone"), timeZone, $"unknown time zone {timeZone}");
    }

    private static string? Problem(string schedule)
    {
        if (schedule.StartsWith("TZ=", StringComparison.Ordinal) || schedule.StartsWith("CRON_TZ=", StringComparison.Ordinal)) schedule = schedule[(schedule.IndexOf(' ') + 1)..].Trim();
        if (schedule.StartsWith('@'))
        {
            if (Descriptors.Contains(schedule)) return null;
            return schedule.StartsWith("@every ", StringComparison.Ordinal) ? null : $"unrecognized descriptor: {schedule}";
        }
        var fields = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields.Length)
            return $"expected exactly {Fields.Length.ToString(CultureInfo.InvariantCulture)} fields, found {fields.Length}: [{string.Join(' ', fields)}]";
        return Fields.Zip(fields, (field, text) => field.Problem(text)).FirstOrDefault(problem => problem is not null);
    }
}
