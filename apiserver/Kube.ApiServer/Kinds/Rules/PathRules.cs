using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>Paths inside volumes.</summary>
internal static class PathRules
{
    public static void NoBacksteps(this FieldErrors errors, FieldPath at, string path)
    {
        if (path.Split('/').Contains("..")) errors.Invalid(at, path, "must not contain '..'");
    }

    /// <summary>Relative and never upwards.</summary>
    public static void DescendingPath(this FieldErrors errors, FieldPath at, string path)
    {
        if (path.StartsWith('/')) errors.Invalid(at, path, "must be a relative path");
        errors.NoBacksteps(at, path);
    }

    /// <summary>Relative, never upwards, and not one of the names the volume's writer keeps for itself.</summary>
    public static void LocalPath(this FieldErrors errors, FieldPath at, string path)
    {
        errors.DescendingPath(at, path);
        if (path.StartsWith("..", StringComparison.Ordinal) && !path.StartsWith("../", StringComparison.Ordinal)) errors.Invalid(at, path, "must not start with '..'");
    }
}
