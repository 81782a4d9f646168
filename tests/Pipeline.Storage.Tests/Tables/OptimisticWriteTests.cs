using Azure;

namespace Pipeline.Storage.Tests.Tables;

public sealed class OptimisticWriteTests
{
    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_turn_that_meets_a_conflict_is_taken_again(int status)
    {
        int result = await OptimisticWrite.RunAsync(
            conflicts => conflicts < 3 ? throw new RequestFailedException(status, "Somebody was faster.") : Task.FromResult(conflicts));

        Assert.Equal(3, result);
    }

    [Fact]
    public async Task A_conflict_that_does_not_end_is_given_up_after_twenty_turns_in_vain()
    {
        int turns = 0;

        RequestFailedException conflict = await Assert.ThrowsAsync<RequestFailedException>(() => OptimisticWrite.RunAsync<int>(_ =>
        {
            turns++;
            throw new RequestFailedException(412, "Somebody was faster.");
        }));

        Assert.Equal((412, 21), (conflict.Status, turns));
    }

    [Fact]
    public async Task Another_refusal_is_not_tried_again()
    {
        int turns = 0;

        _ = await Assert.ThrowsAsync<RequestFailedException>(() => OptimisticWrite.RunAsync<int>(_ =>
        {
            turns++;
            throw new RequestFailedException(403, "Not allowed.");
        }));

        Assert.Equal(1, turns);
    }
}
