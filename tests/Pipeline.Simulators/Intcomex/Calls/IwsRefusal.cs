using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>An error of the service: its code says the HTTP status and, unless one is given, the text.</summary>
internal sealed class IwsRefusal(int code, string? message = null, params (string Name, string? Value)[] context) : Exception
{
    private static readonly Dictionary<int, (int Status, string Text)> Table = new()
    {
        [10] = (401, "Invalid signature."),
        [11] = (401, "Invalid time stamp."),
        [12] = (401, "Request time stamp no longer valid."),
        [13] = (401, "Invalid API Key."),
        [14] = (401, "IP address not registered."),
        [17] = (401, "Invalid authorization."),
        [18] = (401, "Missing bearer authentication header."),
        [19] = (401, "Missing authentication token."),
        [20] = (404, "Invalid product."),
        [21] = (401, "Unauthorized product. Please refresh your catalog."),
        [23] = (404, "Insufficient available stock."),
        [25] = (409, "Multiple products found for the specified identifier."),
        [26] = (400, "Too many products requested. The maximum number of products allowed is 100."),
        [30] = (404, "Invalid order."),
        [31] = (400, "Invalid order specified."),
        [32] = (400, "List of order items was not specified or is empty."),
        [33] = (400, "One or more order items are missing the SKU."),
        [34] = (400, "One or more order items have a quantity of zero or less."),
        [36] = (400, "Order number was not specified."),
        [39] = (401, "Unable to cancel order. Please contact support."),
        [42] = (401, "Customer On Hold. Please contact your account executive."),
        [54] = (400, "Unable to place order on ESD product."),
        [60] = (404, "Catalog file not found."),
        [90] = (400, "Customer order number is already assigned to an order."),
        [91] = (400, "Customer Order Number was not specified. The 'customerOrderNumber' parameter is required in the request."),
        [92] = (400, "Customer order number has already been used in another request. Please wait for that request to finish."),
        [100] = (400, "Excessive request attempts detected."),
        [101] = (400, "Invalid request."),
        [102] = (400, "Invalid response format specified."),
        [405] = (409, "Data access currently unavailable"),
        [501] = (400, "Product list cannot be empty. Please specify at least one product in the list parameter."),
        [502] = (400, "No product specified. Please make sure that a product is included in the request."),
        [570] = (404, "Invalid invoice."),
        [571] = (404, "Invoice not available for the order selected."),
        [572] = (400, "Either an invoice or an order number are required."),
        [660] = (500, "Insufficient available credit to place order."),
        [665] = (401, "Invalid order quantity."),
        [720] = (404, "Product is no longer active."),
        [850] = (400, "Parameter is not a valid date."),
        [851] = (400, "End date cannot be before start date."),
        [900] = (500, "An error has occurred. Please contact support for assistance."),
    };

    public int Code => code;

    public override string Message => message ?? Table[code].Text;

    /// <summary>The HTTP status: the table's, and for 21 and for 100 also the one of the contradiction that is on.</summary>
    public int Status(bool isContradictory, bool isTooManyRequests) => code switch
    {
        21 when isContradictory => StatusCodes.Status404NotFound,
        100 when isTooManyRequests => StatusCodes.Status429TooManyRequests,
        _ => Table[code].Status,
    };

    public JsonObject Body(Guid reference, bool isContradictory, bool isQuoted)
    {
        int shown = isContradictory && code == 501 ? 903 : code;
        JsonObject body = new()
        {
            [nameof(Message)] = Message,
            ["ErrorCode"] = isQuoted ? shown.ToString(CultureInfo.InvariantCulture) : shown,
            [isContradictory ? "reference" : "Reference"] = reference.ToString(),
        };
        foreach ((string name, string? value) in context)
        {
            body[isContradictory && name == "Sku" ? "SKU" : name] = value;
        }

        // A country that is not supported is 900 too, and no failure of the house.
        if (code == 900 && context.Length == 0)
        {
            body["Warning"] = "It is STRONGLY advised NOT to attempt this request again, until our support staff has resolved the problem.";
            body["SupportWebsite"] = "https://support.example.invalid/";
        }

        return body;
    }
}
