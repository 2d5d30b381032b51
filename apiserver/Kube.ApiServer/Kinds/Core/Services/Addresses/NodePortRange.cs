namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>The ports of every node that services can have: <c>--service-node-port-range</c>, both ends inclusive.</summary>
internal sealed record NodePortRange(long Low, long High)
{
    public static NodePortRange Default { get; } = new(30000, 32767);

    public long Size => High - Low + 1;

    /// <summary>The first ports are left to those who ask for one by number, as long as others are free: KEP-3668.</summary>
    public long StaticSize => Size < 16 ? 0 : Math.Clamp(Size / 32, 16, 128);

    public bool Contains(long port) => port >= Low && port <= High;

    /// <summary>Reads "30000-32767", "30000+2767" or a single port, as apimachinery's PortRange.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static NodePortRange Parse(string text)
    {
        var wrong = new FormatException($"unable to parse port range: {text}");
        var range = text.Trim() switch
        {
            var span when span.Split('-') is [var low, var high] => new NodePortRange(Port(low, wrong), Port(high, wrong)),
            var span when span.Split('+') is [var low, var more] => new NodePortRange(Port(low, wrong), Port(low, wrong) + Port(more, wrong)),
            var single => new NodePortRange(Port(single, wrong), Port(single, wrong)),
        };
        return range.High > ushort.MaxValue || range.Size < 1 ? throw new FormatException($"the port range is not valid: {text}") : range;
    }

    public override string ToString() => $"{Low}-{High}";

    private static long Port(string text, FormatException wrong) => ushort.TryParse(text, out var port) ? port : throw wrong;
}
