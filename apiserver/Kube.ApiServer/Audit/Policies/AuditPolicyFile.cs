using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Audit.Policies;

/// <summary>The file of <c>--audit-policy-file</c>, with the words of <c>apiserver/pkg/audit/policy/reader.go</c>.</summary>
internal static class AuditPolicyFile
{
    /// <exception cref="FormatException">What is wrong with the file.</exception>
    public static AuditPolicy Load(string path)
    {
        try
        {
            return AuditPolicyReader.Read(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var why = failure is FileNotFoundException or DirectoryNotFoundException ? "no such file or directory" : failure.Message;
            throw new FormatException($"loading audit policy file: failed to read file path \"{path}\": open {path}: {why}");
        }
        catch (Exception wrong) when (wrong is FormatException or StatusException)
        {
            throw new FormatException($"loading audit policy file: {wrong.Message}: from file {path}");
        }
    }
}
