from django.urls import path

from reports.views import home

urlpatterns = [path("", home.HomePage.as_view(), name="home")]
