using Kube.OpenApi.Scalars;

namespace Kube.OpenApi.Tests.Scalars;

public sealed class TextMemoTests
{
    private readonly TextMemo<int> _memo = new();

    [Fact]
    public void TryGet_NeverSet_IsFalse()
    {
        Assert.False(_memo.TryGet("500m", out _));
    }

    [Fact]
    public void TryGet_ManyTexts_NeverAnswersForAnother()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _memo.Set($"{i}Mi", i);
            Assert.True(_memo.TryGet($"{i}Mi", out var last) && last == i);
        }

        for (var i = 0; i < 10_000; i++) Assert.True(!_memo.TryGet($"{i}Mi", out var known) || known == i);
    }

    [Fact]
    public void Set_LongText_IsNotKept()
    {
        var text = new string('1', 100);
        _memo.Set(text, 1);

        Assert.False(_memo.TryGet(text, out _));
    }
}
