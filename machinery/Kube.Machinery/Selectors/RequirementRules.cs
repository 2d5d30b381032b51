using Kube.Machinery.Validation;

namespace Kube.Machinery.Selectors;

/// <summary>What <c>labels.NewRequirement</c> refuses, in its words.</summary>
internal static class RequirementRules
{
    public static void Check(Requirement requirement)
    {
        var errors = new List<string>();
        AddInvalid(errors, "key", requirement.Key, LabelNames.Key(requirement.Key));
        var values = requirement.Values;
        switch (requirement.Operator)
        {
            case SelectorOperator.In or SelectorOperator.NotIn when values.Count == 0:
                errors.Add("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
                break;
            case SelectorOperator.Equals or SelectorOperator.DoubleEquals or SelectorOperator.NotEquals when values.Count != 1:
                errors.Add($"values: Invalid value: {Json(values)}: exact-match compatibility requires one single value");
                break;
            case SelectorOperator.Exists or SelectorOperator.DoesNotExist when values.Count != 0:
                errors.Add($"values: Invalid value: {Json(values)}: values set must be empty for exists and does not exist");
                break;
            case SelectorOperator.GreaterThan or SelectorOperator.LessThan:
                CheckNumbers(errors, values);
                break;
        }
        for (var i = 0; i < values.Count; i++)
            AddInvalid(errors, $"values[{i}][{requirement.Key}]", values[i], LabelNames.Value(values[i]));

        if (errors.Count > 0)
            throw new SelectorException(errors.Count == 1 ? errors[0] : $"[{string.Join(", ", errors)}]");
    }

    /// <summary>A key as the parser checks it, before it knows where in the selector it stands.</summary>
    public static void CheckKey(string key)
    {
        if (LabelNames.Key(key) is { Count: > 0 } errors)
            throw new SelectorException(Invalid("<nil>", key, errors));
    }

    private static void CheckNumbers(List<string> errors, IReadOnlyList<string> values)
    {
        if (values.Count != 1)
            errors.Add($"values: Invalid value: {Json(values)}: for 'Gt', 'Lt' operators, exactly one value is required");
        for (var i = 0; i < values.Count; i++)
        {
            if (!Requirement.TryInteger(values[i], out _))
                errors.Add(Invalid($"values[{i}]", values[i], ["for 'Gt', 'Lt' operators, the value must be an integer"]));
        }
    }

    private static void AddInvalid(List<string> errors, string path, string value, IReadOnlyList<string> reasons)
    {
        if (reasons.Count > 0)
            errors.Add(Invalid(path, value, reasons));
    }

    private static string Invalid(string path, string value, IReadOnlyList<string> reasons)
        => $"{path}: Invalid value: {ValidationMessages.Quote(value)}: {string.Join("; ", reasons)}";

    private static string Json(IReadOnlyList<string> values) => $"[{string.Join(',', values.Select(ValidationMessages.Quote))}]";
}
