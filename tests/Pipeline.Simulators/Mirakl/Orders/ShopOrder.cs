namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>An order of a customer at a shop.</summary>
internal sealed class ShopOrder(string id, string commercialId, string channel, Customer customer, DateTimeOffset created)
{
    public string Id => id;

    public string CommercialId => commercialId;

    public string Channel => channel;

    public Customer Customer => customer;

    public DateTimeOffset Created { get; } = created;

    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    public string ShippingType { get; init; } = "STD";

    /// <summary>What the delivery costs; shown with the first line.</summary>
    public decimal ShippingPrice { get; init; }

    public int LeadTime { get; init; }

    /// <summary>The latest delivery that the customer was promised.</summary>
    public DateTimeOffset PromisedBy { get; init; }

    public string State { get; private set; } = "STAGING";

    public DateTimeOffset Updated { get; set; } = created;

    public string? Reason { get; private set; }

    public DateTimeOffset? Decided { get; set; }

    public DateTimeOffset? Debited { get; set; }

    public DateTimeOffset? Shipped { get; set; }

    public DateTimeOffset? Received { get; set; }

    public string? CarrierCode { get; set; }

    public string? CarrierName { get; set; }

    public string? TrackingNumber { get; set; }

    public string? TrackingUrl { get; set; }

    /// <summary>When a tracking number was first written.</summary>
    public DateTimeOffset? Tracked { get; set; }

    /// <summary>When the goods left, as the stage says; null: it says nothing.</summary>
    public DateTimeOffset? Left { get; set; }

    public string? SellerReference { get; set; }

    public Dictionary<string, string> Fields { get; } = [];

    public bool HasIncident { get; set; }

    public bool CanCancel => State is "SHIPPING" or "WAITING_DEBIT" or "WAITING_DEBIT_PAYMENT";

    public bool CanRefund => State is "SHIPPING" or "SHIPPED" or "TO_COLLECT" or "RECEIVED";

    public bool IsAccepted => Decided is not null && State != "REFUSED";

    /// <summary>Whether its addresses may be seen by now, where they are hidden before acceptance.</summary>
    public bool IsAddressShown => State is "SHIPPING" or "SHIPPED" or "TO_COLLECT" or "RECEIVED" or "CLOSED";

    public decimal Price => Lines.Sum(line => line.Price);

    /// <summary>Moves the order, and with it the lines that are still in its state.</summary>
    public void Move(string state, DateTimeOffset at, string? reason = null)
    {
        foreach (OrderLine line in Lines.Where(line => line.State == State))
        {
            line.State = state;
        }

        (State, Updated, Reason) = (state, at, reason);
    }
}
