using Pipeline.Core.Flows;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>Colours of the states of flows.</summary>
internal static class FlowStates
{
    public static BadgeState Of(FlowCondition condition) => condition switch
    {
        FlowCondition.On => BadgeState.Ok,
        FlowCondition.Paused => BadgeState.Wait,
        _ => BadgeState.Idle,
    };
}
