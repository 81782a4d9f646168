using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Audits;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>OR28, OR29 and OR30: refunds and cancellations. None may be repeated: each call pays again.</summary>
internal sealed class RepaymentOperations(SimulatedTenant tenant)
{
    public IEnumerable<ApiOperation> All =>
    [
        new("OR28", HttpMethod.Put, "/api/orders/refund", Refund) { Consumes = "application/json" },
        new("OR29", HttpMethod.Put, "/api/orders/{order_id}/cancel", CancelOrder),
        new("OR30", HttpMethod.Put, "/api/orders/cancel", CancelLines) { Consumes = "application/json" },
    ];

    private ApiAnswer Refund(ApiCall call)
    {
        List<(ShopOrder Order, OrderLine Line, JsonObject Given, decimal Amount, string Reason)> wanted = Read(call, "refunds", "REFUND");
        if (wanted.FirstOrDefault(refund => !refund.Order.CanRefund) is { Order: { } wrong })
        {
            throw ApiRefusal.Bad($"The order '{wrong.Id}' cannot be refunded in the status '{wrong.State}'.");
        }

        return Answer("refunds", wanted.Select(refund =>
        {
            string id = Wire.Number(tenant.NextNumber());
            NoteTwice(call, refund.Line, refund.Line.Refunds, refund.Amount, refund.Reason);
            int quantity = refund.Given["quantity"]?.GetValue<int>() ?? refund.Line.Quantity;
            refund.Line.Refunds.Add(new Repayment(id, refund.Amount, quantity, refund.Reason, call.Now));
            refund.Order.Updated = call.Now;
            JsonObject json = Common(refund.Line, refund.Amount, quantity, refund.Reason);
            json["refund_id"] = id;
            json["order_refund_id"] = id;
            return (JsonNode?)json;
        }));
    }

    private ApiAnswer CancelLines(ApiCall call)
    {
        List<(ShopOrder Order, OrderLine Line, JsonObject Given, decimal Amount, string Reason)> wanted = Read(call, "cancelations", "CANCELATION");
        foreach ((ShopOrder order, OrderLine line, JsonObject given, _, _) in wanted)
        {
            if (!order.CanCancel)
            {
                throw ApiRefusal.Bad($"The order '{order.Id}' cannot be cancelled in the status '{order.State}'.");
            }

            if (given["quantity"]?.GetValueKind() != JsonValueKind.Number || given["quantity"]!.GetValue<int>() is var quantity && (quantity < 1 || quantity > line.Wanted))
            {
                throw ApiRefusal.Bad($"The quantity of the order line '{line.Id}' is invalid");
            }
        }

        return Answer("cancelations", wanted.Select(cancelation =>
        {
            string id = Wire.Number(tenant.NextNumber());
            int quantity = cancelation.Given["quantity"]!.GetValue<int>();
            cancelation.Line.Cancelations.Add(new Repayment(id, cancelation.Amount, quantity, cancelation.Reason, call.Now));
            Settle(cancelation.Order, call.Now);
            JsonObject json = Common(cancelation.Line, cancelation.Amount, quantity, cancelation.Reason);
            json["cancelation_id"] = id;
            return (JsonNode?)json;
        }));
    }

    private ApiAnswer CancelOrder(ApiCall call)
    {
        ShopOrder order = OrderOperations.Find(call);
        if (!order.CanCancel)
        {
            throw ApiRefusal.Bad($"The order '{order.Id}' cannot be cancelled in the status '{order.State}'.");
        }

        foreach (OrderLine line in order.Lines.Where(line => line.Wanted > 0))
        {
            line.Cancelations.Add(new Repayment(Wire.Number(tenant.NextNumber()), line.Remaining, line.Wanted, "14", call.Now));
        }

        Settle(order, call.Now);
        return ApiAnswer.NoContent;
    }

    private static void Settle(ShopOrder order, DateTimeOffset now)
    {
        foreach (OrderLine line in order.Lines.Where(line => line.Wanted == 0))
        {
            line.State = "CANCELED";
        }

        order.Updated = now;
        if (order.Lines.All(line => line.State is "CANCELED" or "REFUSED"))
        {
            order.Move("CANCELED", now);
        }
    }

    private static List<(ShopOrder Order, OrderLine Line, JsonObject Given, decimal Amount, string Reason)> Read(ApiCall call, string name, string type)
    {
        if (call.Json()[name] is not JsonArray { Count: > 0 } items)
        {
            throw ApiRefusal.Bad($"The member '{name}' is missing or empty");
        }

        return [.. items.Select(item =>
        {
            if (item is not JsonObject given || new[] { "order_line_id", "amount", "shipping_amount", "reason_code" }.Any(member => given[member] is null))
            {
                throw ApiRefusal.Bad("A required member is missing");
            }

            string id = given["order_line_id"]!.ToString();
            string reason = given["reason_code"]!.ToString();
            decimal amount = given["amount"]!.GetValueKind() == JsonValueKind.Number ? given["amount"]!.GetValue<decimal>() : throw ApiRefusal.Bad("The amount is invalid");
            (ShopOrder Order, OrderLine Line) = call.Shop.Orders.SelectMany(order => order.Lines.Select(line => (order, line))).FirstOrDefault(found => found.line.Id == id);
            return Line is null ? throw ApiRefusal.Unknown($"The order line '{id}' is unknown")
                : PlatformOperations.Reasons.All(known => known.Code != reason || known.Type != type || !known.IsShops) ? throw ApiRefusal.Bad($"The reason '{reason}' is invalid")
                : amount <= 0 || amount > Line.Remaining ? throw ApiRefusal.Bad($"The amount of the order line '{id}' is invalid")
                : (Order, Line, given, amount, reason);
        })];
    }

    private static void NoteTwice(ApiCall call, OrderLine line, List<Repayment> earlier, decimal amount, string reason)
    {
        if (earlier.Any(repayment => repayment.Amount == amount && repayment.Reason == reason))
        {
            call.Shop.Findings.Add(new AuditFinding("refund-twice", line.Id, call.Now, "The same amount was refunded for the same reason before."));
        }
    }

    private static ApiAnswer Answer(string name, IEnumerable<JsonNode?> items) =>
        ApiAnswer.Of(new JsonObject { ["order_tax_mode"] = "TAX_INCLUDED", [name] = Wire.Array(items) });

    private static JsonObject Common(OrderLine line, decimal amount, int quantity, string reason) => new()
    {
        ["order_line_id"] = line.Id,
        ["amount"] = amount,
        ["shipping_amount"] = 0,
        ["quantity"] = quantity,
        ["reason_code"] = reason,
        ["currency_iso_code"] = "EUR",
        ["taxes"] = new JsonArray(),
        ["shipping_taxes"] = new JsonArray(),
    };
}
