using System.Globalization;

namespace Kube.ApiServer.Kinds.Batch.CronJobs;

/// <summary>One field of a schedule: a comma-separated list of numbers, names, ranges and steps.</summary>
internal sealed record CronField(int Min, int Max, IReadOnlyList<string>? Names = null)
{
    /// <summary>What is wrong with the text, or null.</summary>
    public string? Problem(string text) => text.Split(',').Select(PartProblem).FirstOrDefault(problem => problem is not null);

    private string? PartProblem(string part)
    {
        var steps = part.Split('/');
        if (steps.Length > 2) return $"too many slashes: {part}";
        var ends = steps[0].Split('-');
        if (ends.Length > 2) return $"too many hyphens: {part}";
        int low = Min, high = Max;
        if (ends[0] is not ("*" or "?"))
        {
            if (Number(ends[0], out low) is { } wrong) return wrong;
            high = low;
            if (ends.Length == 2 && Number(ends[1], out high) is { } wrongEnd) return wrongEnd;
            if (ends.Length == 1 && steps.Length == 2) high = Max;
        }
        var step = 1;
        if (steps.Length == 2 && Integer(steps[1], out step) is { } wrongStep) return wrongStep;
        if (low < Min) return $"beginning of range ({low}) below minimum ({Min}): {part}";
        if (high > Max) return $"end of range ({high}) above maximum ({Max}): {part}";
        if (low > high) return $"beginning of range ({low}) beyond end of range ({high}): {part}";
        return step == 0 ? $"step of range should be a positive number: {part}" : null;
    }

    private string? Number(string text, out int number)
    {
        for (var i = 0; i < Names?.Count; i++)
        {
            if (!Names[i].Equals(text, StringComparison.OrdinalIgnoreCase)) continue;
            number = Min + i;
            return null;
        }
        return Integer(text, out number);
    }

    private static string? Integer(string text, out int number)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            return $"failed to parse int from {text}: strconv.Atoi: parsing \"{text}\": invalid syntax";
        return number < 0 ? $"negative number ({number}) not allowed: {text}" : null;
    }
}
