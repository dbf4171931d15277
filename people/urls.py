from django.urls import path

from people.views import profile

urlpatterns = [path("me/", profile.ProfilePage.as_view(), name="profile")]
