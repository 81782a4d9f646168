using Microsoft.Extensions.Time.Testing;
using Pipeline.LocalHost.Workers;

namespace Pipeline.LocalHost.Tests.Life;

public sealed class RestartRuleTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void The_first_restart_comes_at_once()
    {
        RestartRule rule = new(clock);

        Assert.True(rule.CountDeath());
        Assert.Equal(TimeSpan.Zero, rule.Wait());
    }

    [Fact]
    public void The_next_one_waits_until_ten_seconds_have_passed_since_the_last()
    {
        RestartRule rule = new(clock);
        rule.Restarted();
        clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(TimeSpan.FromSeconds(6), rule.Wait());

        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(TimeSpan.Zero, rule.Wait());
    }

    [Fact]
    public void The_third_death_ends_the_host_while_less_than_thirty_minutes_lie_between_two()
    {
        RestartRule rule = new(clock);

        Assert.True(rule.CountDeath());
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(rule.CountDeath());
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.False(rule.CountDeath());
    }

    [Fact]
    public void Thirty_minutes_without_a_death_forget_the_earlier_ones()
    {
        RestartRule rule = new(clock);
        rule.CountDeath();
        rule.CountDeath();
        clock.Advance(TimeSpan.FromMinutes(31));

        Assert.True(rule.CountDeath());
        Assert.True(rule.CountDeath());
        Assert.False(rule.CountDeath());
    }
}
