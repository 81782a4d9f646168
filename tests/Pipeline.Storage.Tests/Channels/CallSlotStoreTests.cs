using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Calls;
using Pipeline.Storage.Channels;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Channels;

[Collection(EmulatorCollection.Name)]
public sealed class CallSlotStoreTests(StorageEmulator emulator)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero));
    private readonly string key = $"{Guid.NewGuid():N}/OF01";

    private CallSlotStore Slots => new CallSlotStore(emulator.Blobs, clock);

    [Fact]
    public async Task Instances_leave_the_interval_between_their_calls_and_wait_no_longer_than_they_want()
    {
        DateTimeOffset now = clock.GetUtcNow();

        Assert.Equal(new CallSlot(now, true), await Slots.TakeAsync(key, Minute, Minute, default));
        Assert.Equal(new CallSlot(now + Minute, true), await Slots.TakeAsync(key, Minute, Minute, default));
        Assert.Equal(new CallSlot(now + (2 * Minute), false), await Slots.TakeAsync(key, Minute, Minute, default));
        Assert.Equal(new CallSlot(now, true), await Slots.TakeAsync($"{key}2", Minute, Minute, default));
        clock.Advance(5 * Minute);
        Assert.Equal(new CallSlot(now + (5 * Minute), true), await Slots.TakeAsync(key, Minute, Minute, default));
    }

    [Fact]
    public async Task A_call_that_belongs_to_the_one_before_does_not_wait_for_the_interval_and_does_not_use_it_up()
    {
        DateTimeOffset now = clock.GetUtcNow();
        _ = await Slots.TakeAsync(key, Minute, Minute, default);

        Assert.Equal(new CallSlot(now, true), await Slots.TakeAsync(key, TimeSpan.Zero, Minute, default));
        Assert.Equal(new CallSlot(now + Minute, true), await Slots.TakeAsync(key, Minute, Minute, default));
    }

    [Fact]
    public async Task Calls_that_begin_at_once_each_get_a_moment_of_their_own()
    {
        CallSlot[] slots = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Slots.TakeAsync(key, Minute, 60 * Minute, default)));

        Assert.Equal(Enumerable.Range(0, 6).Select(i => clock.GetUtcNow() + (i * Minute)), slots.Select(static slot => slot.At).Order());
    }

    [Fact]
    public async Task A_pause_holds_all_calls_back_also_those_that_have_no_interval_and_only_grows()
    {
        DateTimeOffset until = clock.GetUtcNow() + (3 * Minute);

        await Slots.PostponeAsync(key, until, default);
        await Slots.PostponeAsync(key, until - Minute, default);

        Assert.Equal(new CallSlot(until, false), await Slots.TakeAsync(key, TimeSpan.Zero, Minute, default));
        Assert.Equal(new CallSlot(until, true), await Slots.TakeAsync(key, Minute, 3 * Minute, default));
        clock.Advance(3 * Minute);
        Assert.Equal(new CallSlot(until, true), await Slots.TakeAsync(key, TimeSpan.Zero, TimeSpan.Zero, default));
    }
}
