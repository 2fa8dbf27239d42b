"""The sitemap: every address of Lorecast."""

from fastapi import APIRouter

from app.routes import health, metrics
from app.routes.api import router as api
from app.routes.pages import router as pages

router = APIRouter()
router.include_router(health.router)
router.include_router(metrics.router)
router.include_router(api, prefix="/api")
router.include_router(pages, include_in_schema=False)
