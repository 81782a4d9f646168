using Pipeline.Core.Audit;
using Pipeline.Core.Distributors;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Orders;

/// <summary>Colours of the states of orders, and names of partners.</summary>
internal static class OrderStates
{
    public static BadgeState Of(OrderState state) => state switch
    {
        OrderState.Blocked or OrderState.CancelRequested => BadgeState.Wait,
        OrderState.Rejected => BadgeState.Bad,
        OrderState.Complete => BadgeState.Ok,
        OrderState.Cancelled => BadgeState.Idle,
        OrderState.Simulated => BadgeState.Test,
        _ => BadgeState.Run,
    };

    public static BadgeState Of(PurchasePhase phase) => phase switch
    {
        PurchasePhase.Acknowledged => BadgeState.Ok,
        PurchasePhase.Refused => BadgeState.Bad,
        PurchasePhase.Cancelled => BadgeState.Idle,
        PurchasePhase.Simulated => BadgeState.Test,
        _ => BadgeState.Run,
    };

    public static BadgeState Of(AuditResult? result) => result switch
    {
        AuditResult.Done => BadgeState.Ok,
        AuditResult.Refused => BadgeState.Wait,
        AuditResult.Failed => BadgeState.Bad,
        _ => BadgeState.Run,
    };

    /// <summary>What people call a partner.</summary>
    public static string NameOf(this DistributorCatalog partners, string code) => partners.Find(code)?.Name ?? code;

    /// <summary>The partners as choices of a filter.</summary>
    public static IReadOnlyList<Choice> Choices(this DistributorCatalog partners) =>
        [.. partners.All.Select(static partner => new Choice(partner.Code, partner.Name))];
}
