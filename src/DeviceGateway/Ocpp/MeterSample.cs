using System.Globalization;
using System.Text.Json;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>One value of a meter (电表读数), in the unit without prefix: Wh, W, A, V, Celsius, Percent.</summary>
/// <param name="Point">Its name below the connector, such as <c>Energy.Active.Import.Register</c> or <c>Voltage.L1</c>.</param>
internal readonly record struct MeterSample(string Point, Instant At, double Value)
{
    private const int MostTimes = 1000, MostValues = 100;

    private static readonly string[] Measurands =
    [
        "Energy.Active.Export.Register", "Energy.Active.Import.Register", "Energy.Reactive.Export.Register",
        "Energy.Reactive.Import.Register", "Energy.Active.Export.Interval", "Energy.Active.Import.Interval",
        "Energy.Reactive.Export.Interval", "Energy.Reactive.Import.Interval", "Power.Active.Export", "Power.Active.Import",
        "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "Power.Factor", "Current.Import", "Current.Export",
        "Current.Offered", "Voltage", "Frequency", "Temperature", "SoC", "RPM",
    ];

    private static readonly string[] Units =
    [
        "Wh", "kWh", "varh", "kvarh", "W", "kW", "VA", "kVA", "var", "kvar", "A", "V", "K", "Celcius", "Celsius", "Fahrenheit", "Percent",
    ];

    private static readonly string[] Contexts =
    [
        "Interruption.Begin", "Interruption.End", "Sample.Clock", "Sample.Periodic", "Transaction.Begin", "Transaction.End", "Trigger",
        "Other",
    ];

    /// <summary>The numbers of a list of meter values; signed data is kept out, it is no number.</summary>
    public static List<MeterSample> Read(OcppFields fields, string field, int least, Instant now)
    {
        var samples = new List<MeterSample>();
        foreach (var (moment, path) in fields.List(field, least, MostTimes))
        {
            var values = new OcppFields(moment, path, "timestamp", "sampledValue");
            var at = values.Time("timestamp", now);
            foreach (var (item, name) in values.List("sampledValue", 1, MostValues))
                if (Sample(item, name, at) is { } sample)
                    samples.Add(sample);
        }
        return samples;
    }

    private static MeterSample? Sample(JsonElement item, string path, Instant at)
    {
        var fields = new OcppFields(item, path, "value", "context", "format", "measurand", "phase", "location", "unit");
        fields.OptionalOneOf("context", Contexts);
        var format = fields.OptionalOneOf("format", "Raw", "SignedData");
        var measurand = fields.OptionalOneOf("measurand", Measurands) ?? "Energy.Active.Import.Register";
        var phase = fields.OptionalOneOf("phase", "L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1");
        var location = fields.OptionalOneOf("location", "Cable", "EV", "Inlet", "Outlet", "Body");
        var unit = fields.OptionalOneOf("unit", Units);
        var text = fields.Text("value", format == "SignedData" ? 5000 : 64);
        if (format == "SignedData") return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !AcceptedValues.Value(value))
            throw OcppFields.Refused(OcppFault.Property($"{path}.value is a number."));
        var point = measurand + (phase is null ? "" : "." + phase) + (location is null or "Outlet" ? "" : "." + location);
        return new(point, at, InBaseUnit(value, unit));
    }

    private static double InBaseUnit(double value, string? unit) => unit switch
    {
        "kWh" or "kvarh" or "kW" or "kVA" or "kvar" => value * 1000,
        "K" => value - 273.15,
        "Fahrenheit" => (value - 32) / 1.8,
        _ => value,
    };
}
