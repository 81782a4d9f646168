using System.Text;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.App;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Writes what a function returned through its output bindings, by the app's extensions.</summary>
internal sealed class OutputWriter(BindingCatalog catalog)
{
    /// <summary>Writes one value; an array is written item by item where the binding collects.</summary>
    public async Task WriteAsync(BindingDefinition binding, object value, Binder binder)
    {
        Attribute attribute = catalog.AttributeOf(binding);
        Type type = catalog.TypeOf(binding, attribute);
        if (type == typeof(Stream))
        {
            await using Stream stream = await binder.BindAsync<Stream>([attribute]);
            await stream.WriteAsync(Bytes(value));
        }
        else if (type == typeof(IAsyncCollector<byte[]>))
        {
            await CollectAsync(attribute, value, binder, Bytes);
        }
        else if (type == typeof(IAsyncCollector<JObject>))
        {
            await CollectAsync(attribute, value, binder, item => item as JObject ?? JObject.Parse(Text(item)));
        }
        else
        {
            await CollectAsync(attribute, value, binder, Text);
        }
    }

    private static async Task CollectAsync<T>(Attribute attribute, object value, Binder binder, Func<object, T> convert)
    {
        IAsyncCollector<T> collector = await binder.BindAsync<IAsyncCollector<T>>([attribute]);
        foreach (object item in value as JArray ?? (IEnumerable<object>)[value])
        {
            await collector.AddAsync(convert(item));
        }
    }

    private static byte[] Bytes(object value) => value as byte[] ?? Encoding.UTF8.GetBytes(Text(value));

    private static string Text(object value) => value switch
    {
        string text => text,
        JValue { Type: JTokenType.String } token => (string)token!,
        JToken token => token.ToString(Formatting.None),
        _ => JsonConvert.SerializeObject(value),
    };
}
