using Pipeline.Core.ErrorGroups;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>Colours of the states of errors.</summary>
internal static class ErrorStates
{
    public static BadgeState Of(ErrorGroupState state) => state switch
    {
        ErrorGroupState.Open => BadgeState.Bad,
        ErrorGroupState.Retrying => BadgeState.Run,
        ErrorGroupState.Closed => BadgeState.Ok,
        _ => BadgeState.Idle,
    };
}
