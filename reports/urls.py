from django.urls import path

from reports.views import dashboard, forecast, funnel, home, rows, winrate

urlpatterns = [
    path("", home.HomePage.as_view(), name="home"),
    path("dashboard/", dashboard.Dashboard.as_view(), name="dashboard"),
    path("reports/forecast/", forecast.ForecastPage.as_view(), name="forecast"),
    path("reports/funnel/", funnel.FunnelPage.as_view(), name="funnel"),
    path("reports/win-rate/", winrate.WinRatePage.as_view(), name="win_rate"),
    path("reports/rows/deals/", rows.DealRows.as_view(), name="report_deals"),
    path("reports/rows/contracts/", rows.ContractRows.as_view(), name="report_contracts"),
    path("reports/rows/instalments/", rows.InstalmentRows.as_view(), name="report_instalments"),
]
