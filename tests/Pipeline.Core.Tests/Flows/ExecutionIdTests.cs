using Pipeline.Core.Flows;

namespace Pipeline.Core.Tests.Flows;

public sealed class ExecutionIdTests
{
    private static readonly DateTimeOffset Slot = new(2026, 3, 10, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_id_of_a_slot_is_the_same_for_every_timer_that_sees_it() =>
        Assert.Equal("019cd61dc0807507a95f745125adffa5", ExecutionId.ForSlot("ingram.price", Slot));

    [Fact]
    public void Two_flows_due_at_the_same_slot_have_different_ids() =>
        Assert.NotEqual(ExecutionId.ForSlot("ingram.price", Slot), ExecutionId.ForSlot("ingram.stock", Slot));

    [Fact]
    public void Two_slots_of_a_flow_have_different_ids_that_sort_by_time() =>
        Assert.True(string.CompareOrdinal(
            ExecutionId.ForSlot("ingram.price", Slot), ExecutionId.ForSlot("ingram.price", Slot.AddMilliseconds(1))) < 0);

    [Fact]
    public void An_id_carries_its_time()
    {
        Assert.Equal(Slot, ExecutionId.TimeOf(ExecutionId.ForSlot("ingram.price", Slot)));
        Assert.Equal(Slot, ExecutionId.TimeOf(ExecutionId.New(Slot)));
        Assert.Equal(Slot, ExecutionId.TimeOf(ExecutionId.Derive(Slot, "landing/ingram-micro/price/2026/03/10/file.txt")));
    }

    [Fact]
    public void Two_runs_asked_for_in_the_same_moment_have_different_ids() =>
        Assert.NotEqual(ExecutionId.New(Slot), ExecutionId.New(Slot));

    [Fact]
    public void An_id_is_read_with_dashes_and_in_capitals()
    {
        Assert.True(ExecutionId.TryParse("019CD61D-C080-7507-A95F-745125ADFFA5", out string id));
        Assert.Equal("019cd61dc0807507a95f745125adffa5", id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("019cd61dc0804507a95f745125adffa5")]
    [InlineData("../019cd61dc0807507a95f745125adffa5")]
    public void Other_texts_are_no_ids(string? text)
    {
        Assert.False(ExecutionId.TryParse(text, out string id));
        Assert.Equal("", id);
    }
}
