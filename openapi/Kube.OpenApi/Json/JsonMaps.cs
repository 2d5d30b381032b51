using System.Collections;

namespace Kube.OpenApi.Json;

/// <summary>The objects among the elements of a list, or of none; walked through without an allocation.</summary>
public readonly struct JsonMaps(JsonList? list) : IEnumerable<JsonMap>
{
    public Enumerator GetEnumerator() => new(list);

    IEnumerator<JsonMap> IEnumerable<JsonMap>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator(JsonList? list) : IEnumerator<JsonMap>
    {
        private int _at = -1;

        public JsonMap Current { get; private set; } = null!;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (++_at < list?.Count)
            {
                if (list[_at] is not JsonMap map) continue;
                Current = map;
                return true;
            }
            return false;
        }

        public void Reset() => _at = -1;

        public readonly void Dispose()
        {
        }
    }
}
