using Kube.OpenApi.Wire;

namespace Kube.OpenApi.Tests.Documents;

/// <summary>A message by its field numbers, for tests to look into.</summary>
internal sealed class GnosticMessage
{
    private readonly List<(int Number, byte[]? Bytes, double Scalar)> _fields = [];

    public GnosticMessage(ReadOnlySpan<byte> message)
    {
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var type))
        {
            if (type == WireType.Delimited) _fields.Add((number, reader.Bytes(type).ToArray(), 0));
            else _fields.Add((number, null, type == WireType.Fixed64 ? reader.Double(type) : reader.Varint(type)));
        }
    }

    public IEnumerable<int> Numbers => _fields.Select(one => one.Number);

    /// <summary>The message at the end of a path of field numbers, each there once.</summary>
    public GnosticMessage At(params int[] path) => path.Aggregate(this, (message, number) => message.All(number).Single());

    public IEnumerable<GnosticMessage> All(int number) => Read(number, bytes => new GnosticMessage(bytes));

    public string Text(int number) => Texts(number).Single();

    public IEnumerable<string> Texts(int number) => Read(number, System.Text.Encoding.UTF8.GetString);

    public double Scalar(int number) => _fields.Single(field => field.Number == number && field.Bytes is null).Scalar;

    /// <summary>The value of the pair of this name.</summary>
    public GnosticMessage Named(int number, string name) => All(number).Single(pair => pair.Text(1) == name).At(2);

    private IEnumerable<T> Read<T>(int number, Func<byte[], T> read) => _fields.Where(field => field.Number == number).Select(field => read(field.Bytes!));
}
