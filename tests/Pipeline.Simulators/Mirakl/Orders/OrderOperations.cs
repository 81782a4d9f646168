using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>OR11, OR04, OR21 and OR31: orders, their acceptance, our reference and custom fields.</summary>
internal sealed class OrderOperations(SimulatedTenant tenant)
{
    private const int MostOrders = 100;

    // The platform looks back a little further than it is asked to.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private static readonly string[] States =
    [
        "STAGING", "WAITING_ACCEPTANCE", "WAITING_DEBIT", "WAITING_DEBIT_PAYMENT", "SHIPPING", "SHIPPED", "TO_COLLECT", "RECEIVED", "CLOSED", "REFUSED", "CANCELED",
    ];

    private readonly OrderJson json = new(tenant.Catalogue, tenant.Options);

    public IEnumerable<ApiOperation> All =>
    [
        new("OR11", HttpMethod.Get, "/api/orders", List) { LimitsItself = true },
        new("OR04", HttpMethod.Put, "/api/orders", Refer) { Consumes = "application/json" },
        new("OR21", HttpMethod.Put, "/api/orders/{order_id}/accept", Decide) { Consumes = "application/json" },
        new("OR31", HttpMethod.Put, "/api/orders/{order_id}/additional_fields", Describe)
        {
            Consumes = "application/json",
            Limit = new RateLimit(5, TimeSpan.FromSeconds(1)),
        },
    ];

    /// <summary>The order of a call's path.</summary>
    /// <exception cref="ApiRefusal">404.</exception>
    public static ShopOrder Find(ApiCall call) => call.Shop.Orders.FirstOrDefault(order => order.Id == call.Path["order_id"])
        ?? throw ApiRefusal.Unknown($"Order with id '{call.Path["order_id"]}' not found", call.Operation.Code == "OR21" ? "ORDER_NOT_FOUND" : null);

    private ApiAnswer List(ApiCall call)
    {
        IReadOnlyList<string> ids = call.List("order_ids");
        IReadOnlyList<string> sellers = call.List("order_references_for_seller");
        IReadOnlyList<string> customers = call.List("order_references_for_customer");
        IReadOnlyList<string> states = call.ListOf("order_state_codes", States);
        IReadOnlyList<string> channels = call.List("channel_codes");
        (DateTimeOffset? from, DateTimeOffset? to) = (call.Time("start_date"), call.Time("end_date"));
        (DateTimeOffset? since, DateTimeOffset? until) = (call.Time("start_update_date") - Overlap, call.Time("end_update_date"));
        bool? isDebited = call.Text("customer_debited") is null ? null : call.Flag("customer_debited");
        bool? hasIncident = call.Text("has_incident") is null ? null : call.Flag("has_incident");
        if (call.Text("sort") is not (null or "dateCreated") || call.Text("order") is not (null or "asc" or "desc"))
        {
            throw ApiRefusal.Bad("The value is invalid for the parameter : sort");
        }

        // A look at certain orders is a page for a person; polling has a limit.
        if (ids.Count == 0 && call.Text("offset") is null or "0")
        {
            call.Take(RateLimit.Each(tenant.Options.OrderPolling));
        }

        IEnumerable<ShopOrder> found = call.Shop.Orders.Where(order => !call.Flag("only_null_channel")
            && (ids.Count == 0 || ids.Contains(order.Id))
            && (sellers.Count == 0 || sellers.Contains(order.SellerReference)) && customers.Count == 0
            && (states.Count == 0 || states.Contains(order.State))
            && (channels.Count == 0 || channels.Contains(order.Channel))
            && (from is null || order.Created >= from) && (to is null || order.Created <= to)
            && (since is null || order.Updated >= since) && (until is null || order.Updated <= until)
            && (isDebited is null || isDebited == order.Debited is not null) && (hasIncident is null || hasIncident == order.HasIncident));
        List<ShopOrder> sorted = [.. call.Text("order") == "desc"
            ? found.OrderByDescending(order => order.Created).ThenByDescending(order => order.Id, StringComparer.Ordinal)
            : found.OrderBy(order => order.Created).ThenBy(order => order.Id, StringComparer.Ordinal)];
        if (sorted.Count > 0 && call.Faults.Has(MiraklFault.OrderTwice))
        {
            sorted.Add(sorted[0]);
        }

        return Pages.Offset(call, "orders", sorted, order => json.Of(call.Shop, order));
    }

    private ApiAnswer Decide(ApiCall call)
    {
        ShopOrder order = Find(call);
        if (call.Json()["order_lines"] is not JsonArray decisions)
        {
            throw ApiRefusal.Bad("order_lines must not be null", "VALIDATION_ERROR");
        }

        Dictionary<string, bool> decided = [];
        foreach (JsonNode? decision in decisions)
        {
            if (decision is not JsonObject given)
            {
                throw ApiRefusal.Bad("The order lines contain a null element", "ORDER_LINE_NULL_ELEMENT");
            }

            if (given["id"]?.GetValueKind() != JsonValueKind.String || given["accepted"]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            {
                throw ApiRefusal.Bad("id and accepted must not be null", "VALIDATION_ERROR");
            }

            string id = given["id"]!.GetValue<string>();
            if (!decided.TryAdd(id, given["accepted"]!.GetValue<bool>()))
            {
                throw ApiRefusal.Bad($"The order line {id} is there twice", "ORDER_LINE_DUPLICATE_ID");
            }

            if (order.Lines.All(line => line.Id != id))
            {
                throw ApiRefusal.Unknown($"The order line {id} is unknown", "ORDER_LINE_NOT_FOUND");
            }
        }

        if (order.State != "WAITING_ACCEPTANCE")
        {
            throw ApiRefusal.Bad($"The order status must be 'WAITING_ACCEPTANCE' but it is '{order.State}'.", "ORDER_INVALID_STATE");
        }

        if (decided.Count != order.Lines.Count)
        {
            throw ApiRefusal.Bad("A decision is missing", "ORDER_LINE_ACCEPTANCE_DECISION_MISSING");
        }

        if (decided.Values.Distinct().Count() > 1 && !tenant.Options.TakesPartialAcceptance)
        {
            throw ApiRefusal.Bad("Partial acceptance is disabled", "ORDER_PARTIAL_ACCEPTANCE_DISABLED");
        }

        Apply(order, decided, call.Now);
        return ApiAnswer.NoContent;
    }

    private void Apply(ShopOrder order, Dictionary<string, bool> decided, DateTimeOffset now)
    {
        order.Decided = now;
        foreach (OrderLine line in order.Lines.Where(line => !decided[line.Id]))
        {
            line.State = "REFUSED";
        }

        if (!decided.ContainsValue(true))
        {
            order.Move("REFUSED", now);
            return;
        }

        order.Move("WAITING_DEBIT", now);
        if (tenant.Faults.Take(MiraklFault.DebitStuck, subject: order.Id) is not null)
        {
            return;
        }

        bool isUnpaid = tenant.Faults.Take(MiraklFault.OrderUnpaid, subject: order.Id) is not null;
        TimeSpan payment = tenant.Pace.Payment;
        tenant.Schedule.At(now + tenant.Pace.Debit, debit => IfStill(order, "WAITING_DEBIT", () =>
        {
            order.Move("WAITING_DEBIT_PAYMENT", debit);
            tenant.Schedule.At(debit + payment, paid => IfStill(order, "WAITING_DEBIT_PAYMENT", () =>
            {
                if (isUnpaid)
                {
                    order.Move("CANCELED", paid, "PAYMENT_REFUSED");
                }
                else
                {
                    order.Debited = paid;
                    order.Move("SHIPPING", paid);
                }
            }));
        }));
    }

    private static void IfStill(ShopOrder order, string state, Action move)
    {
        if (order.State == state)
        {
            move();
        }
    }

    private static ApiAnswer Refer(ApiCall call)
    {
        if (call.Json()["orders"] is not JsonArray { Count: > 0 and <= MostOrders } orders)
        {
            throw ApiRefusal.Bad($"Between 1 and {MostOrders} orders are expected");
        }

        return Wire.List("updated_orders", orders.OfType<JsonObject>().Select(given =>
        {
            string id = given["order_id"]?.ToString() ?? string.Empty;
            if (call.Shop.Orders.FirstOrDefault(order => order.Id == id) is not { } order)
            {
                return (JsonNode?)new JsonObject { ["order_id"] = id, ["errors"] = Wire.Array([Error("ORDER_NOT_FOUND", "order_id", "The order is unknown")]) };
            }

            order.SellerReference = given["references"]?["order_reference_for_seller"]?.ToString();
            order.Updated = call.Now;
            return new JsonObject
            {
                ["order_id"] = id,
                ["errors"] = new JsonArray(),
                ["updated"] = new JsonObject { ["references"] = new JsonObject { ["order_reference_for_seller"] = order.SellerReference } },
            };
        }));
    }

    private static ApiAnswer Describe(ApiCall call)
    {
        ShopOrder order = Find(call);
        JsonObject body = call.Json();
        JsonArray errors = [];
        foreach (JsonObject field in (body["order_additional_fields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            string code = field["code"]?.ToString() ?? string.Empty;
            if (PlatformOperations.OrderFields.Any(known => known.Code == code))
            {
                order.Fields[code] = field["value"]?.ToString() ?? string.Empty;
            }
            else
            {
                errors.Add(Error("CUSTOM_FIELD_NOT_FOUND", code, "The custom field is unknown"));
            }
        }

        order.Updated = call.Now;
        JsonObject answer = new() { ["order_update_result"] = new JsonObject { ["order_additional_fields"] = OrderJson.Fields(order.Fields), ["order_lines"] = new JsonArray() } };
        if (errors.Count > 0)
        {
            answer["order_update_errors"] = new JsonObject { ["errors"] = errors, ["input"] = body.DeepClone() };
        }

        return ApiAnswer.Of(answer);
    }

    private static JsonObject Error(string code, string field, string message) => new() { ["code"] = code, ["field"] = field, ["message"] = message };
}
