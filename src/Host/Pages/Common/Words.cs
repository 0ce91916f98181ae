using SmartCity.Domain.Shared;

namespace SmartCity.Host.Pages.Common;

/// <summary>The words that stand on the pages for the codes of the system; an unknown code stands for itself.</summary>
internal static class Words
{
    public static LocalizedText Stage(string stage) => stage switch
    {
        Stages.Intake => new("受理", "Intake"),
        Stages.Analysis => new("审查", "Analysis"),
        Stages.Dispatch => new("分办", "Dispatch"),
        Stages.Handling => new("办理", "Handling"),
        Stages.Evaluation => new("评价", "Evaluation"),
        Stages.Archive => new("归档", "Archive"),
        _ => new(stage, stage),
    };

    public static LocalizedText Role(string role) => role switch
    {
        "window-clerk" => new("综合窗口", "Window clerk"),
        "officer" => new("主办", "Officer"),
        "reviewer" => new("复核会审", "Reviewer"),
        "approver" => new("审批负责人", "Approver"),
        "expert" => new("专家", "Expert"),
        "inspector" => new("核查员", "Inspector"),
        "hearing-officer" => new("听证主持人", "Hearing officer"),
        "grid-member" => new("网格员", "Grid member"),
        "dispatcher" => new("受理派遣员", "Dispatcher"),
        "duty-officer" => new("值班长", "Duty officer"),
        "doctor" => new("医生", "Doctor"),
        "referral-officer" => new("转诊办", "Referral office"),
        "commander" => new("应急指挥员", "Commander"),
        "supervisor" => new("督办回访", "Supervisor"),
        "auditor" => new("审计", "Auditor"),
        "administrator" => new("管理员", "Administrator"),
        _ => new(role, role),
    };

    public static LocalizedText Light(string light) => light switch
    {
        "red" => new("超期", "Overdue"),
        "yellow" => new("预警", "Due soon"),
        _ => new("正常", "On time"),
    };

    public static LocalizedText Channel(string channel) => channel switch
    {
        "window" => new("窗口", "Window"),
        "web" => new("网上", "Web"),
        "app" => new("移动端", "App"),
        "self-service" => new("自助机", "Self-service"),
        "hotline" => new("12345 热线", "Hotline 12345"),
        "grid-member" or "patrol" => new("网格巡查", "Grid patrol"),
        "citizen" => new("市民上报", "Citizen"),
        "wechat" => new("微信", "WeChat"),
        "camera" => new("视频分析", "Camera"),
        "device" => new("设备告警", "Device"),
        "department" => new("部门转办", "Department"),
        "media" => new("媒体", "Media"),
        "plan" => new("行动计划", "Action plan"),
        "import" => new("历史数据", "Import"),
        "api" => new("系统对接", "API"),
        "timer" => new("系统定时", "Timer"),
        _ => new(channel, channel),
    };

    public static LocalizedText ClockState(string state) => state switch
    {
        "running" => new("计时中", "Running"),
        "suspended" => new("已暂停", "Standing still"),
        _ => new("已停止", "Stopped"),
    };

    /// <summary>The unit of an amount of time on a clock.</summary>
    public static LocalizedText ClockUnit(string unit) => unit switch
    {
        "working-days" => new("个工作日", "working days"),
        "working-hours" => new("个工作时", "working hours"),
        "hours" => new("小时", "hours"),
        "minutes" => new("分钟", "minutes"),
        _ => new("天", "days"),
    };
}
