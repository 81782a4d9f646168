using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>The token of a call, from the header when there is one, else from the query string.</summary>
internal sealed record AccessToken(string ApiKey, string TimeStamp, string Signature)
{
    /// <summary>The parts as they are named in the header and in the query string.</summary>
    public static readonly IReadOnlyList<string> Names = ["apiKey", "utcTimeStamp", "signature"];

    private const string Bearer = "Bearer ";

    /// <summary>Takes the token out of a request.</summary>
    /// <exception cref="IwsRefusal">19: no token at all; 18: a header that is no bearer; 17: a part is missing.</exception>
    public static AccessToken Read(HttpRequest request)
    {
        if (request.Headers.Authorization is { Count: > 0 } header)
        {
            string value = header.ToString();
            return value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? Parse(value[Bearer.Length..].Trim()) ?? throw new IwsRefusal(17)
                : throw new IwsRefusal(18);
        }

        string?[] parts = [.. Names.Select(name => request.Query[name].FirstOrDefault())];
        return parts switch
        {
            [null, null, null] => throw new IwsRefusal(19),
            [{ } key, { } time, { } signature] => new AccessToken(key, time, signature),
            _ => throw new IwsRefusal(17),
        };
    }

    /// <summary>Key, time stamp, age, signature and address, in this order.</summary>
    /// <exception cref="IwsRefusal">13, 11, 12, 10 or 14.</exception>
    public void Check(IntcomexOptions options, DateTimeOffset now, string address, bool isUnregistered)
    {
        if (ApiKey != options.ApiKey)
        {
            throw new IwsRefusal(13, null, ("ApiKey", ApiKey));
        }

        if (!DateTimeOffset.TryParseExact(
            TimeStamp, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            throw new IwsRefusal(11, null, ("TimeStamp", TimeStamp));
        }

        if (now - time > options.TokenLife || time - now > options.ClockTolerance)
        {
            throw new IwsRefusal(12, null, ("TimeStamp", TimeStamp));
        }

        string signed = $"{options.ApiKey},{options.AccessKey},{TimeStamp}";
        if (Signature != Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signed))))
        {
            throw new IwsRefusal(10, null, ("Signature", Signature));
        }

        if (isUnregistered || options.CallerAddresses is { } registered && !registered.Contains(address))
        {
            throw new IwsRefusal(14, null, ("ClientIp", address));
        }
    }

    private static AccessToken? Parse(string text)
    {
        Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split('&'))
        {
            int sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || !parts.TryAdd(part[..sign], part[(sign + 1)..]))
            {
                return null;
            }
        }

        return parts.Count == Names.Count && Names.All(name => parts.TryGetValue(name, out string? value) && value.Length > 0)
            ? new AccessToken(parts[Names[0]], parts[Names[1]], parts[Names[2]])
            : null;
    }
}
