namespace Pipeline.Partners.Channels.Mirakl.Orders;

/// <summary>The service's words for the states of an order.</summary>
internal static class MarketplaceOrderStates
{
    public const string Staging = "STAGING";
    public const string WaitingAcceptance = "WAITING_ACCEPTANCE";
    public const string WaitingDebit = "WAITING_DEBIT";
    public const string WaitingDebitPayment = "WAITING_DEBIT_PAYMENT";
    public const string Shipping = "SHIPPING";
    public const string Shipped = "SHIPPED";
    public const string ToCollect = "TO_COLLECT";
    public const string Received = "RECEIVED";
    public const string Closed = "CLOSED";
    public const string Refused = "REFUSED";
    public const string Canceled = "CANCELED";

    /// <summary>Whether the customer has paid, so that goods may be bought.</summary>
    public static bool IsPaid(string state) => state is Shipping or Shipped or ToCollect or Received or Closed;

    /// <summary>Whether an acceptance has been taken there already, whoever told it.</summary>
    public static bool IsDecided(string state) => state is not (Staging or WaitingAcceptance);

    /// <summary>Whether it has been told that the order is shipped.</summary>
    public static bool IsShipped(string state) => state is Shipped or ToCollect or Received or Closed;

    /// <summary>Whether nothing will be delivered.</summary>
    public static bool IsOff(string state) => state is Refused or Canceled;
}
