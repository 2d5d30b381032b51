using Google.Protobuf;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>Writes as one transaction of etcd, and its answer as their results.</summary>
internal static class EtcdTransaction
{
    /// <summary>If every key has the revision its write expects (0 when it must not exist), all are written; otherwise the keys' states are looked up.</summary>
    public static TxnRequest Of(IReadOnlyList<Write> writes, EtcdKeys keys)
    {
        var request = new TxnRequest();
        foreach (var write in writes)
        {
            var key = keys.ToEtcd(write.Key);
            request.Compare.Add(new Compare { Key = key, Target = Compare.Types.CompareTarget.Mod, ModRevision = write.ExpectedRevision });
            request.Success.Add(write.IsDelete
                ? new RequestOp { RequestDeleteRange = new DeleteRangeRequest { Key = key } }
                : new RequestOp { RequestPut = new PutRequest { Key = key, Value = UnsafeByteOperations.UnsafeWrap(write.Value) } });
            request.Failure.Add(new RequestOp { RequestRange = new RangeRequest { Key = key, KeysOnly = true } });
        }

        return request;
    }

    public static WriteResult[] Results(IReadOnlyList<Write> writes, TxnResponse response)
    {
        var results = new WriteResult[writes.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = response.Succeeded
                ? new WriteResult(WriteOutcome.Committed, response.Header.Revision)
                : Refused(writes[i], response.Responses[i].ResponseRange.Kvs is [var found] ? found.ModRevision : 0);
        }

        return results;
    }

    private static WriteResult Refused(Write write, long current) => new(
        current == write.ExpectedRevision ? WriteOutcome.Abandoned
        : current == 0 ? WriteOutcome.NotFound
        : write.ExpectedRevision == 0 ? WriteOutcome.AlreadyExists
        : WriteOutcome.Conflict,
        current);
}
