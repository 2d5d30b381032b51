using System.Text;

namespace Kube.Kubelet.Containers;

/// <summary>
/// <c>$(NAME)</c> in commands, arguments and values: replaced where the name is known, left as it is where not;
/// <c>$$</c> stands for one dollar sign (https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables).
/// </summary>
internal static class VariableExpansion
{
    public static string Expand(string text, Func<string, string?> lookup)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            var end = text[i + 1] == '(' ? text.IndexOf(')', i + 2) : -1;
            if (end >= 0)
            {
                var name = text[(i + 2)..end];
                result.Append(lookup(name) ?? $"$({name})");
                i = end;
            }
            else
            {
                // "$$" is an escaped dollar; a lone one keeps what follows it.
                result.Append('$');
                if (text[i + 1] != '$')
                    result.Append(text[i + 1]);
                i++;
            }
        }

        return result.ToString();
    }
}
