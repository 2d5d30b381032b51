using System.Text;

namespace Kube.Conformance.Hostile;

/// <summary>Spoils messages, always in the same way for the same seed.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly byte[][] Odd =
    [
        .. new[]
        {
            "null", "true", "-1", "0", "1e400", "-1e-400", "99999999999999999999999999", "9223372036854775808", "0.1", "1.0", "[]", "{}", "\"\"", "[[]]", "{\"\":{}}", "\"\\ud800\"", "\"\\u0000\"",
            "\"" + new string('a', 5000) + "\"", new string('9', 2000), new string('[', 20_000), string.Concat(Enumerable.Repeat("{\"a\":", 20_000)), "{\"$patch\":\"delete\"}", "{\"$patch\":\"nonsense\"}",
            "\"2024-13-45T99:99:99Z\"", "\"1.5.5Ki\"", "\"99999999999999999999Ei\"", "\"../../etc\"", "&a [*a]", "!!binary x", "<<: *a", "---\n", "\t", "\"\u202e\"", ",", ":", "}", "]",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0], [0x80], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
    ];

    private static readonly string[] OddPaths =
    [
        "..", "%2e%2e", "%2f", "//", "%00", "%ff", "%zz", "%", ";", "?", "&", "=", "-1", "99999999999999999999", "%0d%0aX: y", "*", "(", ")", "in+(", "!", ",", "=a,,b", "a=b=c", "[", "{", "\\", "é", "%c3%a9", "~1", "null", "true", "All", "watch", "namespaces", "status", "scale",
    ];

    private static readonly string[] Types =
        ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml", "application/apply-patch+cbor", "application/cbor", "text/plain", "application/json; charset=utf-16", "", ";", "a/b/c"];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"];

    private readonly Random _random = new(seed);

    public Message Apply(Message message)
    {
        for (var times = 1 + _random.Next(3); times > 0; times--) message = Once(message);
        return message;
    }

    private Message Once(Message message) => _random.Next(12) switch
    {
        0 => message with { Path = SpoilPath(message.Path) },
        1 => message with { ContentType = Pick(Types) },
        2 when _random.Next(4) == 0 => message with { Method = Pick(Methods) },
        _ when message.Body is { } body => message with { Body = Spoil(body) },
        _ => message with { Path = SpoilPath(message.Path) },
    };

    private byte[] Spoil(byte[] body)
    {
        var at = _random.Next(body.Length + 1);
        switch (_random.Next(8))
        {
            case 0: // cut off
                return body[..at];
            case 1: // bits turned
                var turned = (byte[])body.Clone();
                for (var i = 0; i < 3 && turned.Length > 0; i++) turned[_random.Next(turned.Length)] ^= (byte)(1 << _random.Next(8));
                return turned;
            case 2: // a piece twice
                var piece = body[at..Math.Min(body.Length, at + _random.Next(1, 60))];
                return [.. body[..at], .. piece, .. body[at..]];
            case 3: // a piece gone
                return [.. body[..at], .. body[Math.Min(body.Length, at + _random.Next(1, 30))..]];
            case 4: // something odd inside
                return [.. body[..at], .. Pick(Odd), .. body[at..]];
            default: // a value replaced by something odd
                return ReplaceValue(body);
        }
    }

    /// <summary>What follows a colon up to the next comma or bracket; good enough for JSON and YAML, and just noise for protobuf.</summary>
    private byte[] ReplaceValue(byte[] body)
    {
        var start = body.AsSpan(_random.Next(body.Length + 1)).IndexOf((byte)':');
        if (start < 0) return [.. body, .. Pick(Odd)];
        start = Math.Min(body.Length, start + 1);
        var length = body.AsSpan(start).IndexOfAny(",}]\n"u8);
        return [.. body[..start], .. Pick(Odd), .. body[(length < 0 ? body.Length : start + length)..]];
    }

    private string SpoilPath(string path)
    {
        var at = _random.Next(1, path.Length + 1);
        return _random.Next(3) switch
        {
            0 => path[..at] + Pick(OddPaths) + path[at..],
            1 when path.Contains('=', StringComparison.Ordinal) => SpoilValue(path),
            1 => path[..at],
            _ => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Pick(["limit", "continue", "resourceVersion", "watch", "labelSelector", "fieldSelector", "dryRun", "fieldManager", "force", "timeoutSeconds", "gracePeriodSeconds", "propagationPolicy"]) + "=" + Pick(OddPaths),
        };
    }

    private string SpoilValue(string path)
    {
        var start = path.IndexOf('=', _random.Next(path.LastIndexOf('=') + 1)) + 1;
        var end = path.IndexOf('&', start);
        return path[..start] + Pick(OddPaths) + (end < 0 ? "" : path[end..]);
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
