using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Core.Tests.Feeds;

public sealed class RemoteStampTests
{
    private static readonly DateTimeOffset Changed = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(86_400, true)]
    [InlineData(-60, false)]
    public void A_time_stamp_is_proof_when_it_was_older_than_its_step_at_the_time_of_looking(int secondsLater, bool proved) =>
        Assert.Equal(proved, Stamp(secondsLater).IsProvedBy(Remote()));

    [Theory]
    [InlineData(13 * 3600, false)]
    [InlineData(15 * 3600, true)]
    public void A_minute_of_an_unknown_zone_is_proof_when_it_is_over_everywhere(int secondsLater, bool proved) =>
        Assert.Equal(proved, Stamp(secondsLater).IsProvedBy(Remote() with { Doubt = TimeSpan.FromHours(14) + TimeSpan.FromMinutes(1) }));

    [Fact]
    public void A_strong_entity_tag_is_proof_at_once_and_a_weak_one_is_none()
    {
        Assert.True((Stamp(0) with { ETag = "\"a\"" }).IsProvedBy(Remote() with { ETag = "\"a\"", Size = null }));
        Assert.False((Stamp(0) with { ETag = "W/\"a\"" }).IsProvedBy(Remote() with { ETag = "W/\"a\"" }));
        Assert.False((Stamp(9) with { ETag = "\"a\"" }).IsProvedBy(Remote() with { ETag = "\"b\"" }));
        Assert.False(Stamp(9).IsProvedBy(Remote() with { ETag = "\"b\"" }));
    }

    [Fact]
    public void Whatever_differs_or_is_not_said_is_no_proof()
    {
        Assert.False(Stamp(9).IsProvedBy(Remote() with { Path = "/other.csv" }));
        Assert.False(Stamp(9).IsProvedBy(Remote() with { Size = 8 }));
        Assert.False(Stamp(9).IsProvedBy(Remote() with { Size = null }));
        Assert.False(Stamp(9).IsProvedBy(Remote() with { ModifiedAt = Changed.AddSeconds(1) }));
        Assert.False((Stamp(9) with { ModifiedAt = null }).IsProvedBy(Remote() with { ModifiedAt = null }));
        Assert.False((Stamp(9) with { SeenAt = null }).IsProvedBy(Remote()));
        Assert.False((Stamp(9) with { ETag = "\"a\"" }).IsProvedBy(Remote() with { ETag = "\"a\"", ModifiedAt = Changed.AddDays(1) }));
    }

    private static RemoteStamp Stamp(int seenSecondsLater) =>
        new("/price.csv", 7, Changed, "ab", "blob") { SeenAt = Changed.AddSeconds(seenSecondsLater) };

    private static RemoteFile Remote() => new("/price.csv", 7, Changed, ETag: null);
}
