using System.Text.Json;
using NodaTime;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>What a charging pile (充电桩) asks or tells, checked.</summary>
internal abstract record OcppRequest
{
    internal sealed record Boot(IReadOnlyDictionary<string, string> About) : OcppRequest;

    internal sealed record Heartbeat : OcppRequest;

    internal sealed record Authorize(string IdTag) : OcppRequest;

    /// <param name="MeterStart">In Wh.</param>
    internal sealed record Start(int Connector, string IdTag, int MeterStart, Instant At) : OcppRequest;

    internal sealed record Stop(int Transaction, string? IdTag, int MeterStop, Instant At, string? Reason, IReadOnlyList<MeterSample> Samples)
        : OcppRequest;

    internal sealed record Meter(int Connector, int? Transaction, IReadOnlyList<MeterSample> Samples) : OcppRequest;

    /// <param name="Connector">0 is the pile as a whole.</param>
    internal sealed record Status(int Connector, string Error, string Value, string? Info, string? VendorError, Instant? At) : OcppRequest;

    internal sealed record DataTransfer(string Vendor) : OcppRequest;

    /// <summary>How far it is with new firmware or with diagnostics.</summary>
    internal sealed record Progress(string Component, string Value) : OcppRequest;

    /// <summary>What this server asks of piles and a pile cannot ask of it, or optional parts of the standard.</summary>
    private static readonly HashSet<string> Known =
    [
        "CancelReservation", "ChangeAvailability", "ChangeConfiguration", "ClearCache", "ClearChargingProfile", "GetCompositeSchedule",
        "GetConfiguration", "GetDiagnostics", "GetLocalListVersion", "RemoteStartTransaction", "RemoteStopTransaction", "ReserveNow",
        "Reset", "SendLocalList", "SetChargingProfile", "TriggerMessage", "UnlockConnector", "UpdateFirmware",
    ];

    /// <exception cref="OcppFaultException">It is not as OCPP 1.6 has it.</exception>
    public static OcppRequest Read(string action, JsonElement payload, Instant now)
    {
        try
        {
            return ReadSound(action, payload, now);
        }
        catch (InvalidOperationException)
        {
            // The parser looks into a text, or a name, when it is asked for: no UTF-8, or half of a surrogate pair.
            throw OcppFields.Refused(OcppFault.Formation("A text holds what is no character."));
        }
    }

    private static OcppRequest ReadSound(string action, JsonElement payload, Instant now) => action switch
    {
        "BootNotification" => ReadBoot(payload),
        "Heartbeat" => ReadHeartbeat(payload),
        "Authorize" => new Authorize(new OcppFields(payload, action, "idTag").Text("idTag", 20)),
        "StartTransaction" => ReadStart(payload, now),
        "StopTransaction" => ReadStop(payload, now),
        "MeterValues" => ReadMeter(payload, now),
        "StatusNotification" => ReadStatus(payload, now),
        "DataTransfer" => ReadDataTransfer(payload),
        "FirmwareStatusNotification" => new Progress("firmware", new OcppFields(payload, action, "status").OneOf("status",
            "Downloaded", "DownloadFailed", "Downloading", "Idle", "InstallationFailed", "Installing", "Installed")),
        "DiagnosticsStatusNotification" => new Progress("diagnostics", new OcppFields(payload, action, "status").OneOf("status",
            "Idle", "Uploaded", "UploadFailed", "Uploading")),
        _ => throw OcppFields.Refused(Known.Contains(action) ? OcppFault.NotSupported(action) : OcppFault.NotImplemented(action)),
    };

    private static Boot ReadBoot(JsonElement payload)
    {
        var fields = new OcppFields(payload, "BootNotification", "chargePointVendor", "chargePointModel", "chargePointSerialNumber",
            "chargeBoxSerialNumber", "firmwareVersion", "iccid", "imsi", "meterType", "meterSerialNumber");
        var about = new Dictionary<string, string>
        {
            ["chargePointVendor"] = fields.Text("chargePointVendor", 20),
            ["chargePointModel"] = fields.Text("chargePointModel", 20),
        };
        foreach (var (name, longest) in (ReadOnlySpan<(string, int)>)
            [
                ("chargePointSerialNumber", 25), ("chargeBoxSerialNumber", 25), ("firmwareVersion", 50), ("iccid", 20), ("imsi", 20),
                ("meterType", 25), ("meterSerialNumber", 25),
            ])
            if (fields.OptionalText(name, longest) is { } value)
                about[name] = value;
        return new(about);
    }

    private static Heartbeat ReadHeartbeat(JsonElement payload)
    {
        _ = new OcppFields(payload, "Heartbeat");
        return new();
    }

    private static Start ReadStart(JsonElement payload, Instant now)
    {
        var fields = new OcppFields(payload, "StartTransaction", "connectorId", "idTag", "meterStart", "timestamp", "reservationId");
        fields.OptionalWhole("reservationId", int.MinValue);
        return new(
            fields.Whole("connectorId", 1), fields.Text("idTag", 20), fields.Whole("meterStart", int.MinValue), fields.Time("timestamp", now));
    }

    private static Stop ReadStop(JsonElement payload, Instant now)
    {
        var fields = new OcppFields(
            payload, "StopTransaction", "transactionId", "idTag", "meterStop", "timestamp", "reason", "transactionData");
        return new(
            fields.Whole("transactionId", int.MinValue), fields.OptionalText("idTag", 20), fields.Whole("meterStop", int.MinValue),
            fields.Time("timestamp", now),
            fields.OptionalOneOf("reason", "EmergencyStop", "EVDisconnected", "HardReset", "Local", "Other", "PowerLoss", "Reboot",
                "Remote", "SoftReset", "UnlockCommand", "DeAuthorized"),
            MeterSample.Read(fields, "transactionData", 0, now));
    }

    private static Meter ReadMeter(JsonElement payload, Instant now)
    {
        var fields = new OcppFields(payload, "MeterValues", "connectorId", "transactionId", "meterValue");
        return new(
            fields.Whole("connectorId", 0), fields.OptionalWhole("transactionId", int.MinValue),
            MeterSample.Read(fields, "meterValue", 1, now));
    }

    private static Status ReadStatus(JsonElement payload, Instant now)
    {
        var fields = new OcppFields(
            payload, "StatusNotification", "connectorId", "errorCode", "info", "status", "timestamp", "vendorId", "vendorErrorCode");
        fields.OptionalText("vendorId", 255);
        return new(
            fields.Whole("connectorId", 0),
            fields.OneOf("errorCode", "ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature", "InternalError",
                "LocalListConflict", "NoError", "OtherError", "OverCurrentFailure", "PowerMeterFailure", "PowerSwitchFailure",
                "ReaderFailure", "ResetFailure", "UnderVoltage", "OverVoltage", "WeakSignal"),
            fields.OneOf("status", "Available", "Preparing", "Charging", "SuspendedEVSE", "SuspendedEV", "Finishing", "Reserved",
                "Unavailable", "Faulted"),
            fields.OptionalText("info", 50), fields.OptionalText("vendorErrorCode", 50), fields.OptionalTime("timestamp", now));
    }

    private static DataTransfer ReadDataTransfer(JsonElement payload)
    {
        var fields = new OcppFields(payload, "DataTransfer", "vendorId", "messageId", "data");
        fields.OptionalText("messageId", 50);
        return new(fields.Text("vendorId", 255));
    }
}
