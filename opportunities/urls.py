from django.urls import path

from opportunities.views import board, closing, conversion, listing, record, stages

urlpatterns = [
    path("opportunities/", board.BoardPage.as_view(), name="opportunities"),
    path("opportunities/export/", listing.DealExport.as_view(), name="opportunity_export"),
    path("opportunities/new/", record.DealCreate.as_view(), name="opportunity_create"),
    path("opportunities/<int:pk>/", record.DealPage.as_view(), name="opportunity"),
    path("opportunities/<int:pk>/edit/", record.DealChange.as_view(), name="opportunity_change"),
    path(
        "opportunities/<int:pk>/next-step/",
        record.NextStep.as_view(),
        name="opportunity_next_step",
    ),
    path("opportunities/<int:pk>/stage/", stages.StagePage.as_view(), name="opportunity_stage"),
    path(
        "opportunities/<int:pk>/moves/<int:change>/undo/",
        stages.Undo.as_view(),
        name="opportunity_undo",
    ),
    path("opportunities/<int:pk>/win/", closing.Win.as_view(), name="opportunity_win"),
    path("opportunities/<int:pk>/loss/", closing.Loss.as_view(), name="opportunity_loss"),
    path(
        "opportunities/<int:pk>/invalidation/",
        closing.Invalidation.as_view(),
        name="opportunity_invalidation",
    ),
    path(
        "opportunities/<int:pk>/reopening/",
        closing.Reopening.as_view(),
        name="opportunity_reopening",
    ),
    path(
        "opportunities/<int:pk>/assignment/",
        closing.Assignment.as_view(),
        name="opportunity_assignment",
    ),
    path("opportunities/<int:pk>/team/", closing.Team.as_view(), name="opportunity_team"),
    path("leads/<int:pk>/conversion/", conversion.Conversion.as_view(), name="lead_conversion"),
]
